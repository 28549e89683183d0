"""``./aktiva demo``: the invented municipality, ready to try."""

from __future__ import annotations

import argparse
import json
import os
import sys

from aktiva.web.commands import VAR, serving

STAGES = 19


def run(given: argparse.Namespace) -> int:
    """Load the demonstration the first time, print the sign-ins and serve."""
    ready = VAR / "demo.ready"
    database = VAR / "demo.sqlite3"
    if given.fresh or not ready.exists() or not database.exists():
        for leftover in VAR.glob("demo.sqlite3*"):
            leftover.unlink()
        ready.unlink(missing_ok=True)
        fill()
        ready.write_text("1", encoding="utf-8")
    else:
        serving.prepare()
    signins = json.loads((VAR / "demo-signins.json").read_text(encoding="utf-8"))
    if given.no_serve:
        return 0
    from aktiva.demo.load import PASSWORD

    port = serving.free_port("127.0.0.1", given.port)
    print(f"Solvik kommun svarar på http://127.0.0.1:{port}/")
    print(f"Alla konton har lösenordet {PASSWORD}")
    for name, function, email in signins:
        print(f"  {email:<36} {name}, {function}")
    os.environ["AKTIVA_HOSTS"] = "127.0.0.1,localhost"
    return serving.start(host="127.0.0.1", port=port, workers=2)


def fill() -> None:
    """Create the database and load the municipality, with a bar on standard error."""
    serving.prepare()
    from django.db import connection
    from tqdm import tqdm

    from aktiva.demo.load import load

    with connection.cursor() as cursor:  # nothing to lose: one who is interrupted begins again
        cursor.execute("PRAGMA synchronous=OFF")
    print("Läser in Solvik kommun. Det görs bara första gången.", file=sys.stderr)
    with tqdm(total=STAGES, file=sys.stderr, bar_format="{l_bar}{bar}| {elapsed}") as bar:

        def progress(words: str) -> None:
            bar.set_description(f"{words:<60}"[:60])
            bar.update(1)

        plan = load(progress=progress)
        bar.update(bar.total - bar.n)
    signins = [[s.name, s.function, s.email] for s in plan.employer.sign_ins]
    (VAR / "demo-signins.json").write_text(
        json.dumps(signins, ensure_ascii=False), encoding="utf-8"
    )
