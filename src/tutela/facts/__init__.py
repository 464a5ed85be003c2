"""What can happen: the published language. Form in ``form``, reading in ``reading``, one vocabulary an area."""

from tutela.facts.form import About, Actor, CaseClock, Fact, Payload, Source, Span

__all__ = ["About", "Actor", "CaseClock", "Fact", "Payload", "Source", "Span"]
