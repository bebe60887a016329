"""The words that claims, links and decisions are described with, and what each of them means."""

from django.db import models


class Mode(models.TextChoices):
    """How the article gives the words: all inside quotation marks, none, or some."""

    DIRECT = "direct", "Direct speech"
    INDIRECT = "indirect", "Indirect speech"
    MIXED = "mixed", "Mixed speech"


class Act(models.TextChoices):
    """What the speaker does by saying it."""

    ASSERTION = "assertion", "Assertion"
    ACCUSATION = "accusation", "Accusation"
    DENIAL = "denial", "Denial"
    DISMISSAL = "dismissal", "Dismissal"
    APPEAL = "appeal", "Appeal"
    PROMISE = "promise", "Promise"
    PREDICTION = "prediction", "Prediction"
    OPINION = "opinion", "Opinion"
    CONCERN = "concern", "Concern"


class SpeakerKind(models.TextChoices):
    PERSON = "person", "Person"
    ORGANISATION = "organisation", "Organisation"
    GOVERNMENT = "government", "Government"
    GROUP = "group", "Group"
    DOCUMENT = "document", "Document"
    ANONYMOUS = "anonymous", "Unnamed source"


class ClaimState(models.TextChoices):
    """Whether the record stands. "Withdrawn" is the speaker's word and an evidence status, not one of these."""

    CURRENT = "current", "Current"
    SUPERSEDED = "superseded", "Superseded by a later reading of the article"
    DISCARDED = "discarded", "Discarded by an editor"


class SuggestionState(models.TextChoices):
    """Where a machine's suggestion stands with people."""

    SUGGESTED = "suggested", "Suggested by the machine"
    CONFIRMED = "confirmed", "Confirmed by an editor"
    REJECTED = "rejected", "Rejected by an editor"


class ReviewState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class RebuttalType(models.TextChoices):
    """How one claim answers another; where two fit, the first of these that does."""

    DENIAL = "denial", "Denies it"
    CORRECTION = "correction", "Corrects it"
    DISMISSAL = "dismissal", "Dismisses it"
    COUNTERCLAIM = "counterclaim", "Counters it"


class NoteStatus(models.TextChoices):
    """What the reporter's own sentence says about the evidence for a claim."""

    NO_EVIDENCE_GIVEN = "no_evidence_given", "No evidence given"
    NO_DETAILS_GIVEN = "no_details_given", "No details given"
    UNVERIFIED = "unverified", "Could not be confirmed"
    DISPUTED_BY_RECORD = "disputed_by_record", "The record says otherwise"
    FALSE = "false", "Called false"
    SUPPORTED = "supported", "Borne out"
    EVIDENCE_PROMISED = "evidence_promised", "Evidence promised"


class NoteOwner(models.TextChoices):
    REPORTER = "reporter", "The reporter"
    THIRD_PARTY = "third_party", "A third party"


class HedgeOwner(models.TextChoices):
    """Whose hedge it is: the speaker's within quotation marks, elsewhere the reporter's."""

    REPORTER = "reporter", "The reporter’s word"
    SPEAKER = "speaker", "The speaker’s own word"


class EvidenceStatus(models.TextChoices):
    """Where a claim stands, as editors decided; machines only suggest."""

    UNREVIEWED = "unreviewed", "Unreviewed"
    NOT_CHECKABLE = "not_checkable", "Not a factual claim"
    NO_EVIDENCE_GIVEN = "no_evidence_given", "No evidence given"
    UNSUPPORTED = "unsupported", "Unsupported"
    UNVERIFIABLE = "unverifiable", "Cannot be verified"
    CONFLICTING = "conflicting", "Conflicting evidence"
    SUPPORTED = "supported", "Supported"
    REFUTED = "refuted", "Refuted"
    WITHDRAWN = "withdrawn", "Withdrawn by speaker"

    @property
    def definition(self) -> str:
        """When to choose it, in a sentence."""
        return STATUS_DEFINITIONS[self]

    @property
    def needs_evidence(self) -> bool:
        """Whether a decision for it must cite at least one piece of evidence."""
        return self in {
            EvidenceStatus.SUPPORTED,
            EvidenceStatus.REFUTED,
            EvidenceStatus.CONFLICTING,
            EvidenceStatus.WITHDRAWN,
        }


STATUS_DEFINITIONS = {
    EvidenceStatus.UNREVIEWED: "No editor has decided yet.",
    EvidenceStatus.NOT_CHECKABLE: (
        "An appeal, wish, promise, prediction, value judgement or ridicule: nothing in the world would make it true "
        "or false."
    ),
    EvidenceStatus.NO_EVIDENCE_GIVEN: (
        "The article says or plainly shows that the speaker offered no evidence. This says nothing about whether it "
        "is true."
    ),
    EvidenceStatus.UNSUPPORTED: (
        "An editor looked for evidence, from the speaker and elsewhere, and found none that bears the claim and none "
        "that refutes it."
    ),
    EvidenceStatus.UNVERIFIABLE: "It could be checked in principle, but what would settle it is out of reach.",
    EvidenceStatus.CONFLICTING: "Good, independent evidence points both ways.",
    EvidenceStatus.SUPPORTED: "Independent, cited evidence bears out the substance.",
    EvidenceStatus.REFUTED: "Independent, cited evidence shows the substance to be wrong.",
    EvidenceStatus.WITHDRAWN: "The speaker took it back or corrected it in public.",
}


class Disputed(models.TextChoices):
    """Computed from the claims that answer a claim; never stored."""

    NO = "no", "Not disputed"
    SUGGESTED = "suggested", "Disputed, as the machine reads it"
    CONFIRMED = "confirmed", "Disputed"
