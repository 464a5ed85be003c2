"""The return form: filled in at the door, with one thumb. It asks little at a time, and nothing of it stops anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final, get_args

from django.core.exceptions import ValidationError

from tutela.facts.missing.terms import From, How, Reason
from tutela.foundations.design.forms import Checkboxes, Choice, DateTime, Radios, Select, Text, TextArea, Tick, wanted, worded
from tutela.foundations.design.words import words
from tutela.law.missing.back import QUESTIONS
from tutela.practice.missing import operations, queries
from tutela.practice.missing.forms.fields import Act, Setting, ask_by_action, yes_no
from tutela.practice.missing.operations.returning import Met, Told
from tutela.record.occurrences.queries import trigger_plan

SEEN: Final = ("seen", "refused", "not_there", "not_now")
MET: Final = (1, 2, 3)
"""So many persons are asked for one by one; more are entered by opening the form again."""
_INLINE: Final = "govuk-radios--inline"
SECTIONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("child", ("seen", "alone", "when", "now_at", "seen_by", "why_not_police")),
    ("words", ("words", "account_deferred", "injuries", "demeanour", "harm")),
    ("where", ("found_by", "by_action", "where", "worrying", "how_long")),
    ("whom", ("again", *(f"{name}_{number}" for number in MET for name in ("met", "age")))),
    ("things", ("transport", "vehicles", "phone", "phones", "money_gifts")),
    ("why", ("reasons", "reason")),
    ("next", ("talks_to", "reluctant", "from_paper", "cannot", "cannot_why")),
)
"""The parts of the form, each with its questions in order."""
_AS_SAID: Final = (
    "words", "account_deferred", "injuries", "demeanour", "found_by", "worrying", "how_long", "transport", "phone", "reason", "talks_to", "reluctant",
)
"""What goes on as it was answered."""


class Return(Act):
    """What is learnt when a child is back. Every answer is wanted, and none stops anybody but whether the child was seen."""

    operation = operations.record_return
    template: ClassVar[str] = "missing/return.html"
    seen = Radios("missing.return.seen", worded("missing.return.seen-is", SEEN), missing="missing.return.seen-missing")
    alone = wanted(Radios("missing.return.alone", worded("missing.yes-no", ("yes", "no")), classes=_INLINE, required=False))
    when = DateTime("missing.return.when", required=False)
    now_at = wanted(Select("missing.return.now-at", worded("missing.from-is", get_args(From)), hint="missing.return.now-at-hint", required=False))
    seen_by = Radios("missing.return.seen-by", (), hint="missing.return.seen-by-hint", initial="police")
    why_not_police = TextArea("missing.return.why-not-police", required=False, rows=2)
    words = wanted(TextArea("missing.return.words", hint="missing.return.words-hint", required=False, rows=4))
    account_deferred = Tick("missing.return.deferred", hint="missing.return.deferred-hint")
    injuries = wanted(TextArea("missing.return.injuries", required=False, rows=2))
    demeanour = wanted(TextArea("missing.return.demeanour", hint="missing.return.demeanour-hint", required=False, rows=2))
    harm = wanted(Radios("missing.return.harm", worded("missing.yes-no", ("yes", "no")), classes=_INLINE, required=False))
    found_by = wanted(Radios("missing.return.found-by", worded("missing.how", get_args(How)), required=False))
    by_action = Radios("missing.by-action.label", (), hint="missing.by-action.hint", required=False)
    where = wanted(TextArea("missing.return.where", hint="missing.return.where-hint", required=False, rows=3))
    worrying = Tick("missing.return.worrying", hint="missing.return.worrying-hint")
    how_long = wanted(Text("missing.return.how-long", hint="missing.return.how-long-hint", required=False))
    again = Checkboxes("missing.return.again", (), hint="missing.return.again-hint", required=False)
    transport = wanted(Text("missing.return.transport", hint="missing.return.transport-hint", required=False))
    vehicles = TextArea("missing.return.vehicles", hint="missing.return.vehicles-hint", required=False, rows=2)
    phone = wanted(Text("missing.return.phone", hint="missing.return.phone-hint", required=False))
    phones = TextArea("missing.return.phones", hint="missing.return.phones-hint", required=False, rows=2)
    money_gifts = wanted(TextArea("missing.return.money", hint="missing.return.money-hint", required=False, rows=2))
    reasons = wanted(Checkboxes("missing.return.reasons", worded("enquiries.return.reason", get_args(Reason)), required=False))
    reason = wanted(TextArea("missing.return.reason", required=False, rows=2))
    talks_to = wanted(Text("missing.return.talks-to", hint="missing.return.talks-to-hint", required=False))
    reluctant = Tick("missing.return.reluctant", hint="missing.return.reluctant-hint")
    from_paper = Select("missing.return.from-paper", (), hint="missing.return.from-paper-hint", required=False)
    cannot = Checkboxes("missing.return.cannot", worded("enquiries.return.question", QUESTIONS), hint="missing.return.cannot-hint", required=False)
    cannot_why = TextArea("missing.return.cannot-why", required=False, rows=2)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for number in MET:
            met = Text("missing.return.met", hint="missing.return.met-hint" if number == 1 else None, required=False, most=120)
            age = Radios("missing.return.age", worded("missing.return.age-is", ("adult", "child", "unknown")), classes=_INLINE, required=False)
            met.having = age.having = {"number": number}
            self.fields[f"met_{number}"], self.fields[f"age_{number}"] = wanted(met) if number == 1 else met, wanted(age) if number == 1 else age

    def prepare(self, setting: Setting) -> None:
        """Who else may see the child is the trigger plan's to say; who was with them before is offered."""
        card = setting.held.card
        live = trigger_plan(card.child).live
        also = (live.also_sees_child,) if live and live.also_sees_child else ()
        self._offer("seen_by", worded("missing.interview.by-is", ("police", *also)))
        if not also:
            self._leave_out("seen_by", "why_not_police")
        before = queries.met_before(setting.viewer, card.child, setting.at)
        self._offer("again", tuple(Choice(ref, text=name) for ref, name in before)) if before else self._leave_out("again")
        self.fields["talks_to"].initial = queries.talks_to(setting.viewer, card.child, setting.at)
        papers = queries.papers_waiting(setting.viewer, card.ref, setting.at)
        self._offer("from_paper", tuple(Choice(ref, text=title) for ref, title in papers)) if papers else self._leave_out("from_paper")
        if card.returned_at is not None:
            self._leave_out("now_at")
        self._plan = ask_by_action(self, setting)

    def sections(self) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """The questions that are asked, by their part of the form."""
        return tuple((name, tuple(self[field] for field in fields if field in self.fields)) for name, fields in SECTIONS)

    def clean(self) -> dict[str, Any]:
        """Why police did not see them themselves, and why something cannot be said: without it the answer is worth nothing."""
        said = super().clean() or {}
        if said.get("seen") == "seen" and said.get("seen_by", "police") != "police" and not said.get("why_not_police"):
            self.add_error("why_not_police", ValidationError(words("missing.return.say-why-not-police"), code="required"))
        if said.get("cannot") and not said.get("cannot_why"):
            self.add_error("cannot_why", ValidationError(words("missing.return.say-why"), code="required"))
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        yes = {"adult": True, "child": False}
        lists: dict[str, Any] = {name: _lines(said[name]) for name in ("where", "vehicles", "phones", "money_gifts")}
        told = Told(
            met=tuple(Met(name=said[f"met_{n}"], adult=yes.get(said[f"age_{n}"])) for n in MET if said[f"met_{n}"]),
            again=tuple(said.get("again", ())), harm=yes_no(said["harm"]), reasons=said["reasons"],
            unanswered=dict.fromkeys(said["cannot"], said["cannot_why"]), from_paper=said.get("from_paper", ""),
            by_action=self._plan.get(said.get("by_action", "")),
            **lists, **{name: said[name] for name in _AS_SAID},
        )
        return {
            "told": told, "seen": said["seen"], "alone": yes_no(said["alone"]), "now_at": said.get("now_at", ""), "when": said["when"],
            "seen_by": said.get("seen_by", "police"), "why_not_police": said.get("why_not_police", ""),
        }

    def done(self, slug: str, result: dict[str, Any]) -> str:
        return f"missing.{slug}.{'refused' if result['seen'] == 'refused' else 'done'}"

    def _offer(self, name: str, choices: tuple[Choice, ...]) -> None:
        field: Any = self.fields[name]
        field.options = choices

    def _leave_out(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)


def ask_open(form: Act, questions: Sequence[str]) -> None:
    """Ask, when an episode closes, what is still open: each answered, or ticked as one that nobody can answer, and why; and why no notice or interview."""
    of_return = [name for name in questions if name in QUESTIONS]
    for name in of_return:
        form.fields[f"still_{name}"] = _again(name)
    if of_return:
        form.fields["cannot"] = Checkboxes("missing.return.cannot", worded("enquiries.return.question", of_return), required=False)
        form.fields["cannot_why"] = TextArea("missing.return.cannot-why", required=False, rows=2)
    form.fields |= {f"still_{name}": _again(name) for name in questions if name not in QUESTIONS}
    form.order_fields([*(name for name in form.fields if name != "reason"), "reason"])


def told_of(said: dict[str, Any], questions: Sequence[str]) -> Told:
    """What the closing says of a return."""
    of: dict[str, Any] = {name: said[f"still_{name}"] for name in questions}
    why: dict[str, str] = {name: of.pop(name) for name in ("notice", "interview") if name in of}
    met = tuple(Met(name=line) for line in _lines(of.pop("with_whom", "")))
    for name in ("where", "money_gifts"):
        of[name] = _lines(of.pop(name, ""))
    of["harm"] = yes_no(of.pop("harm", ""))
    return Told(met=met, unanswered={**dict.fromkeys(said.get("cannot", ()), said.get("cannot_why", "")), **why}, **of)


def _again(name: str) -> Any:
    if name == "harm":
        return wanted(Radios("missing.return.harm", worded("missing.yes-no", ("yes", "no")), classes=_INLINE, required=False))
    if name == "found_by":
        return wanted(Select("missing.return.found-by", worded("missing.how", get_args(How)), required=False))
    label = _CALLED.get(name, name)
    hint = f"missing.return.{label}-hint" if name in ("where", "words", "how_long", "transport", "phone") else None
    if name in _ONE_LINE:
        return wanted(Text(f"missing.return.{label}", hint=hint, required=False))
    return wanted(TextArea(f"missing.return.{label}", hint=hint, required=False, rows=2))


_CALLED: Final = {
    "how_long": "how-long", "with_whom": "with-whom", "money_gifts": "money", "reason": "reason-again", "notice": "no-notice", "interview": "no-interview",
}
_ONE_LINE: Final = ("how_long", "transport", "phone")


def _lines(said: str) -> tuple[str, ...]:
    """What was written one a line."""
    return tuple(line.strip() for line in said.split("\n") if line.strip())
