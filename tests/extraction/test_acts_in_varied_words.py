"""Acts over sentences of many kinds. The first table was written before the rules were read, the second after."""

import pytest

from claims.extraction import acts
from marked_sentences import unmarked

UNSEEN = {
    "assertion": [
        "<Okafor> [said] {the ferry had left the harbour before dawn}.",
        "“{We found nine bodies in the hold},” <the coroner> [said].",
        "<Police> [said] {the driver was taken to hospital with minor injuries}.",
        "“{The votes were counted twice},” <the clerk> [said].",
        "<The ministry> [reported] {a four per cent rise in wages last year}.",
        "<He> [confirmed] that {the contract had been signed}.",
        "<The bank> [announced] that {it had opened three branches in Lagos}.",
        "“{My father was a miner},” <she> [recalled].",
        "<Prosecutors> [said] {the trial began on Monday}.",
        "<The mayor> [acknowledged] that {the budget was late}.",
        "“{I would go there every summer as a child},” <Hale> [said].",
        "<The report> [found] that {two thirds of the wells were dry}.",
        "“{There is no hospital in the valley},” <Dr. Amin> [said].",
    ],
    "accusation": [
        "<Ruiz> [charged] that {the council had buried the report}.",
        "<The union> [blamed] {management for the collapse of the talks}.",
        "“{He stole from the people who trusted him},” <Ruiz> [said].",
        "<Kyiv> [claimed] {Moscow had shelled a hospital}.",
        "<The senator> [said] {the agency lied to Congress about the spill}.",
        "<Activists> [said] {the police used excessive force against the marchers}.",
        "“{The government is deliberately starving the region},” <aid workers> [said].",
        "<She> [accused] {him of leaking the tapes}.",
        "<Prosecutors> [alleged] that {Dunne took bribes from contractors}.",
        "“{They are covering up what happened},” <the widow> [said].",
        "<Ruiz> [criticised] {the board for ignoring the warnings}.",
        "<The lawsuit> [says] {the firm knowingly sold faulty brakes}.",
        "<Tehran> [held] {Israel responsible for the blast}.",
    ],
    "denial": [
        "<Dunne> [denied] {taking bribes}.",
        "“{I never met the man},” <Dunne> [said].",
        "“{I did not take a single cent},” <Dunne> [told] the court.",
        "<The company> [insisted] {it had done nothing wrong}.",
        "<A spokesman> [said] {there was no truth to the reports}.",
        "<The ministry> [refuted] {the allegations}.",
        "<Dunne> [disputed] {that account}.",
        "“{We had nothing to do with the explosion},” <the group> [said].",
        "<The general> [said] {his troops were not involved in the raid}.",
        "“{These accusations are completely untrue},” <she> [said].",
        "<The club> [denied] that {any money had changed hands}.",
        "<She> [said] {she has never taken drugs}.",
    ],
    "dismissal": [
        "<Dunne> [brushed off] {the accusations as gossip}.",
        "<The Kremlin> [described] {the report as “nonsense.”}",
        "“{It's a witch hunt, plain and simple},” <he> [said].",
        "“{This is fake news},” <the minister> [said].",
        "<Ruiz> [derided] {the plan as a stunt}.",
        "<The campaign> [ridiculed] {the allegations}.",
        "<Beijing> [said] {the accusations were groundless smears}.",
        "<She> [scoffed at] {the suggestion that she would resign}.",
        "“{What a load of rubbish},” <he> [said].",
    ],
    "appeal": [
        "<The UN> [demanded] {the immediate release of the sailors}.",
        "“{Let my son go},” <she> [said].",
        "“{The government must act before winter},” <the charity> [said].",
        "<Villagers> [begged] {the army to leave}.",
        "<The pope> [appealed for] {an end to the fighting}.",
        "“{Stop the bombing now},” <protesters> [shouted].",
        "<The company> [asked] {customers to return the heaters}.",
        "<The agency> [advised] {residents to boil their water}.",
        "“{Don't go near the river},” <the warden> [said].",
        "<Lawmakers> [called for] {an inquiry into the crash}.",
        "<Police> [warned] {residents to stay indoors}.",
    ],
    "promise": [
        "<The mayor> [promised] {to rebuild the school}.",
        "<The bank> [pledged] {$2m to the victims}.",
        "“{We will publish every page},” <the editor> [said].",
        "“{I'm going to fight this in court},” <he> [said].",
        "<The president> [vowed] that {those responsible would be punished}.",
        "<The airline> [said] {it would refund all passengers}.",
        "<The ministry> [said] {it will release the figures next week}.",
        "“{I won't raise taxes},” <Hale> [said].",
        "“{You have my word that nobody will lose a job},” <the owner> [said].",
        "<Ruiz> [committed to] {a full audit}.",
    ],
    "prediction": [
        "<Economists> [predicted] {a recession next year}.",
        "“{Prices will fall by spring},” <the analyst> [said].",
        "<Forecasters> [said] {the storm would reach the coast on Friday}.",
        "<She> [said] {the deal is likely to collapse}.",
        "“{He's going to lose in November},” <the strategist> [said].",
        "<The bank> [forecast] {growth of two per cent}.",
        "<Officials> [said] {the death toll was expected to rise}.",
        "“{It could take years to clear the mines},” <the officer> [said].",
    ],
    "opinion": [
        "“{It was a wonderful evening},” <Hale> [said].",
        "“{I believe he is the right man for the job},” <Hale> [said].",
        "<She> [praised] {the firefighters for their courage}.",
        "<The coach> [said] {it was the best game he had ever seen}.",
        "“{In my view the law goes too far},” <the judge> [said].",
        "<Ruiz> [called] {the ruling a victory for workers}.",
        "“{It's unfair that nurses pay for parking},” <she> [said].",
        "<He> [described] {her as a brilliant judge}.",
        "<The critic> [argued] that {the film is too long}.",
        "<Hale> [said] {it was important to listen to both sides}.",
    ],
    "concern": [
        "“{I'm very worried about the children},” <the teacher> [said].",
        "<Doctors> [expressed concern] about {the spread of measles}.",
        "<The agency> [warned of] {food shortages}.",
        "“{We fear for our lives},” <the sailor> [said].",
        "<The coach> [said] {he was concerned about the pitch}.",
        "<The bank> [cautioned] that {inflation might return}.",
        "<Relatives> [voiced fears] that {the search would be called off}.",
    ],
}

SEEN = {
    "assertion": [
        "<Police> [said] {two men were killed in the crash}.",
        "<The ministry> [said] {the fire killed nine people}.",
        "<The mayor> [said] {the attack happened at noon}.",
        "<Detectives> [said] {they were investigating a murder}.",
        "“{The police are looking into a fraud},” <the lawyer> [said].",
        "<The court> [said] {he was convicted of fraud}.",
        "“{It is the largest dam in Europe},” <the engineer> [said].",
        "<Rescuers> [said] {there were at least 20 wounded}.",
        "“{He is the only survivor},” <the doctor> [said].",
        "<The hospital> [said] {she was in critical condition}.",
        "“{The alarm went off at noon},” <the guard> [said].",
        "“{I don't know where he is},” <Hale> [said].",
        "“{We didn't see anybody},” <the girl> [said].",
        "<Witnesses> [said] {they could hear shots}.",
        "<The officer> [said] {the driver may have fallen asleep}.",
        "“{If it rained, we would sleep in the barn},” <Hale> [said].",
        "<He> [said] {he had attacked the man in self-defence}.",
        "“{We killed two of the bears},” <the ranger> [said].",
        "<The bank> [said] {it has not yet received the money}.",
        "“{The bridge was never finished},” <the guide> [said].",
        "<Lindqvist> [wrote] that {the criminal court sits on Mondays}.",
        "<Dunne> [pleaded] {guilty to all charges}.",
        "“{The bus was late because the road was closed},” <Hale> [said].",
        "<The company> [told] investors that {sales had doubled since May}.",
    ],
    "accusation": [
        "<The governor> [said] {the soldiers looted the shops}.",
        "“{They have been lying to us for years},” <a villager> [said].",
        "<The family> [said] {he was tortured by the guards}.",
        "“{We know well that such raids, such terrorist acts are ordered not here but abroad},” <the aide> [said].",
        "“{We know the bank laundered the money},” <the prosecutor> [said].",
        "<Ruiz> [condemned] {the ministry for hiding the figures}.",
        "“{The regime is committing war crimes},” <the envoy> [said].",
        "<The club> [faulted] {the referee for the defeat}.",
        "<The committee> [said] {the firm had violated the ban}.",
    ],
    "denial": [
        "“{I have never taken a bribe},” <Dunne> [said].",
        "<Dunne> [pleaded] {not guilty to all charges}.",
        "<The army> [said] {it had no role in the raid}.",
        "“{My client never threatened anyone},” <the lawyer> [said].",
        "<The bank> [said] {it did not break any law}.",
        "“{We did not hack the server},” <the group> [said].",
        "“{That is simply not true},” <the aide> [said].",
        "<Beijing> [repudiated] {the charges}.",
    ],
    "dismissal": [
        "“{Utter nonsense},” <the aide> [said].",
        "<Dunne> [laughed off] {the rumours}.",
        "<She> [called] {the lawsuit “a publicity stunt”}.",
        "“{The whole story is ridiculous},” <he> [said].",
        "<The party> [dismissed] {the poll as propaganda}.",
    ],
    "appeal": [
        "<The envoy> [told] {both sides to stop shooting}.",
        "“{Please don't forget us},” <the prisoner> [wrote].",
        "“{We urge everyone to get the vaccine},” <the doctor> [said].",
        "<The coach> [cautioned against] {any haste}.",
        "“{Parliament must pass the bill now},” <the union> [said].",
        "<Unions> [insisted on] {a pay rise}.",
        "<The firm> [warned] {customers not to open the boxes}.",
    ],
    "promise": [
        "<The airline> [agreed] {to pay the passengers}.",
        "“{We are going to find out who did this},” <the chief> [said].",
        "<The clubs> [said] {they would share the cost}.",
        "“{I'll be there on Monday},” <the doctor> [said].",
        "“{I promise you that the school will open},” <the mayor> [said].",
        "<The ministry> [said] {the names will be released on Friday}.",
        "<The board> [swore] {to repay every cent}.",
    ],
    "prediction": [
        "“{We will lose this match},” <the coach> [said].",
        "“{They will come back},” <the fisherman> [said].",
        "<The analyst> [said] {rates might rise in June}.",
        "<The minister> [said] {the road is set to reopen in May}.",
        "“{The glacier is bound to melt},” <the geologist> [said].",
        "<Officials> [said] {the talks are unlikely to succeed}.",
        "“{Nobody's going to buy that},” <the trader> [said].",
    ],
    "opinion": [
        "“{The law is far too strict},” <the judge> [said].",
        "<The critic> [said] {the film was a disgrace}.",
        "“{I doubt that it helps},” <the nurse> [said].",
        "<The king> [thanked] {the crews for their work}.",
        "“{To my mind he is a hero},” <Hale> [said].",
        "<She> [said] {the minister should resign}.",
        "“{The only way out is a new vote},” <Ruiz> [said].",
        "“{I'd like to see more trees here},” <Hale> [said].",
    ],
    "concern": [
        "“{I'm afraid of what comes next},” <the farmer> [said].",
        "<The union> [voiced alarm] at {the cuts}.",
        "<The mayor> [said] {he was deeply worried about the dam}.",
        "“{Our biggest concern is the water},” <the nurse> [said].",
        "<The agency> [warned] that {the ice was thin}.",
    ],
}

# Written after that, and read by the rules for the first time: 19 of 33 were right then.
LATER = {
    "assertion": [
        "<The airline> [said] {the plane was carrying 180 passengers}.",
        "“{He was the first to arrive and the last to leave},” <his sister> [said].",
        "<Census officials> [said] {one in five homes stood empty}.",
        "<The spokeswoman> [said] {the suspect had been released}.",
        "“{My grandmother taught me to read},” <the author> [recalled].",
        "<Doctors> [said] {the wound was not deep}.",
    ],
    "accusation": [
        "<The watchdog> [said] {the charity misused donations}.",
        "<Neighbours> [said] {the landlord had threatened them}.",
        "<The mayor> [said] {the contractor pocketed the money}.",
    ],
    "denial": [
        "“{I had no idea about the payments},” <the treasurer> [said].",
        "<The pilot> [said] {he had not been drinking}.",
        "<The studio> [said] {the report was inaccurate}.",
        "“{It didn't happen},” <the coach> [said].",
    ],
    "dismissal": [
        "“{It's absurd},” <the mayor> [said].",
        "<The chancellor> [waved away] {the criticism}.",
    ],
    "appeal": [
        "“{Come home},” <the mother> [said].",
        "“{Give us the truth},” <the crowd> [chanted].",
        "<The committee> [recommended] {closing the mine}.",
    ],
    "promise": [
        "“{We won't rest until he is found},” <the sheriff> [said].",
        "<The owner> [assured] staff that {nobody would lose a job}.",
        "<The chain> [said] {it will close forty stores}.",
    ],
    "prediction": [
        "“{This will end badly},” <the trainer> [said].",
        "<The agency> [said] {demand would double by 2030}.",
        "“{We might never know},” <the captain> [said].",
    ],
    "opinion": [
        "“{She's a terrific boss},” <the clerk> [said].",
        "“{I love this city},” <the singer> [said].",
        "<The columnist> [wrote] that {the plan makes no sense}.",
        "“{It would be a mistake to leave},” <the envoy> [said].",
    ],
    "concern": [
        "“{I worry about my kids},” <the miner> [said].",
        "<Parents> [said] {they feared for their children}.",
        "<The bishop> [expressed] {alarm at the arrests}.",
    ],
}


@pytest.mark.parametrize(
    ("act", "sentence"),
    [(act, each) for table in (UNSEEN, SEEN, LATER) for act, sentences in table.items() for each in sentences],
)
def test_so_said_words_do(parsed, act, sentence):
    text, claims = unmarked(sentence)

    [claim] = acts.classify(parsed(text), claims)

    assert claim.act == act


@pytest.mark.xfail(reason="what is meant by the verb and its particle together is not known")
def test_an_idiom_may_accuse(parsed):
    text, claims = unmarked("“{You sold us out},” <a delegate> [shouted].")

    [claim] = acts.classify(parsed(text), claims)

    assert claim.act == "accusation"
