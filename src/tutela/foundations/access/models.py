"""Accounts and their sessions; restrictions, grants of access for a time, lock-outs, and openings in an emergency with their review."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from tutela.foundations.forces.models import Officer, PartnerPerson
from tutela.foundations.kit import ids


class Accounts(BaseUserManager["Account"]):
    """What Django's sign-in asks of a table of accounts."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **more: Any) -> Account:
        """Make an account; without a password it signs in by the identity provider only."""
        account = self.model(username=username, email=email, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """How somebody signs in. Who they are is an officer; what they may do follows from that officer's posts."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    username = models.CharField(max_length=80, unique=True)
    email = models.EmailField(blank=True)
    officer = models.OneToOneField(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    partner = models.OneToOneField(PartnerPerson, on_delete=models.PROTECT, null=True, related_name="+")
    """Of somebody at a partner, who signs in at the partners' own site and nowhere else."""
    feed = models.CharField(max_length=80, blank=True)
    """The name of the system whose account this is, for the API."""
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    password_given = models.BooleanField(default=False)
    """Somebody else chose the password: its owner chooses another before anything opens."""
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(name="account_is_of_an_officer_or_a_feed", condition=models.Q(officer=None) | models.Q(feed="")),
            models.CheckConstraint(name="account_of_a_partner_is_of_nobody_else", condition=models.Q(partner=None) | models.Q(officer=None, feed="")),
            models.UniqueConstraint(name="account_one_of_a_feed", fields=["feed"], condition=~models.Q(feed="")),
            models.UniqueConstraint(name="account_token_once", fields=["token_digest"], condition=~models.Q(token_digest="")),
        )

    def __str__(self) -> str:
        return self.username


class Session(AbstractBaseSession):
    """A browser that is signed in, or on its way to be. Its key is kept as a digest: a copy of the database opens nothing."""

    session_key = models.CharField(max_length=64, primary_key=True)
    name = models.UUIDField(db_index=True)
    """What the audit and its owner call it; it opens nothing."""
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10, blank=True, choices=[(k, k) for k in ("password", "provider", "demo")])
    device = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=45, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    """When its owner last did something; what a page fetches by itself does not count."""
    locked_at = models.DateTimeField(null=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Where Django finds what reads and writes it."""
        from tutela.foundations.access.sessions import SessionStore

        return SessionStore


class Attempt(models.Model):
    """A try to sign in or to unlock, written before the secret is looked at, so that tries made at once are counted too."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    username = models.CharField(max_length=80)
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField()
    right = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["username", "at"], name="attempt_username"), models.Index(fields=["address", "at"], name="attempt_address"))


class Restriction(models.Model):
    """Who may know of a record. *Existence*: others do not learn that it is there; *detail*: they see the minimal marker only."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    subject = models.CharField(max_length=80)
    level = models.CharField(max_length=10, choices=[("existence", "existence"), ("detail", "detail")])
    audience = ArrayField(models.CharField(max_length=80))
    """``role@area`` or officers' references who may know."""
    why = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["subject", "until"], name="restriction_subject"),)
        constraints = (
            models.CheckConstraint(name="restriction_says_why", condition=~models.Q(why="")),
            models.CheckConstraint(name="restriction_ended_by_somebody", condition=models.Q(until=None) | ~models.Q(ended_by="")),
        )


class Grant(models.Model):
    """Access for a time: by a rung of a ladder, an allocation, or glass broken in an emergency. Each use is in the log of views."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ("rung", "allocation", "break_glass")])
    why = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["officer", "subject", "until"], name="grant_officer_subject"),)
        constraints = (
            models.CheckConstraint(name="grant_ends_after_it_begins", condition=models.Q(until__gt=models.F("since"))),
            models.UniqueConstraint(name="grant_once", fields=["officer", "subject", "kind", "since"]),
        )


class BreakGlass(models.Model):
    """Glass broken: the reason at the time, and the review that is owed the next day."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="+")
    review_due = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=16, blank=True, choices=[(k, k) for k in ("justified", "not_justified")])
    words = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=["review_due"], condition=models.Q(reviewed_at=None), name="break_glass_waiting"),)
        constraints = (
            models.CheckConstraint(name="break_glass_reviewed_by_somebody", condition=models.Q(reviewed_at=None) | ~models.Q(reviewed_by="")),
        )


class Lockout(models.Model):
    """An officer linked to a suspect, offender or child: never a reader of that record, never a recipient about it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    officer = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    why = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.CharField(max_length=80)

    class Meta:
        indexes = (models.Index(fields=["subject", "officer"], name="lockout_subject_officer"),)
        constraints = (
            models.CheckConstraint(name="lockout_says_why", condition=~models.Q(why="")),
            models.UniqueConstraint(name="lockout_once_at_a_time", fields=["officer", "subject"], condition=models.Q(until=None)),
        )
