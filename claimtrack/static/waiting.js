// On the page of an article that waits to be read: asks the API now and then, and shows the claims once they are there.
// Without it the page says how to look again.
const { state: address, version } = document.querySelector("script[data-state]").dataset;

async function look() {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    const article = await answer.json();
    const found = article.versions.find((each) => String(each.id) === version);
    if (found && found.extraction !== "pending") {
      location.reload();
      return;
    }
  } catch {
    // The site may be restarting; the next look will tell.
  }
  setTimeout(look, 3000);
}

setTimeout(look, 1500);
