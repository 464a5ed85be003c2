"""The second step of signing in: six digits of an authenticator (RFC 6238), or one of the recovery codes on paper.

The rows, the arithmetic and the recovery codes are django-allauth's. That a code opens once is ours: allauth remembers it in a cache, which
each worker has for itself, so the last step used is kept beside the secret, under a lock.
"""

from __future__ import annotations

import re
from typing import Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.utils.crypto import constant_time_compare
from markupsafe import Markup

from tutela.foundations.access.models import Account
from tutela.foundations.kit import clock

STEP: Final = 30
DRIFT: Final = 1
"""Steps by which an authenticator's clock may differ."""
_SIX: Final = re.compile(r"\d{6}")
_SPACES: Final = re.compile(r"[\s-]")


def enrolled(account: Account) -> bool:
    """Has the account an authenticator?"""
    return bool(Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).exists())


def six_digits(said: str) -> bool:
    """Does it look like an authenticator's code?"""
    return _SIX.fullmatch(_SPACES.sub("", said)) is not None


def opens(account: Account, said: str) -> bool:
    """Is it the authenticator's code now, or an unused recovery code? Either opens once."""
    code = _SPACES.sub("", said)
    return _by_authenticator(account, code) if six_digits(code) else _by_recovery_code(account, code)


def new_secret() -> str:
    """A secret for an authenticator that is being set up."""
    return str(generate_totp_secret())


def fits(secret: str, said: str) -> bool:
    """Does a code come from this secret? Asked before the secret counts."""
    return _step(secret, _SPACES.sub("", said), after=0) is not None


def enrol(account: Account, secret: str) -> tuple[str, ...]:
    """Make this secret the account's authenticator, in place of any other, with new recovery codes.

    :returns: the recovery codes
    """
    with transaction.atomic():
        Authenticator.objects.filter(user_id=account.pk).delete()
        TOTP.activate(account, secret)
        return tuple(RecoveryCodes.activate(account).generate_codes())


def renew_recovery_codes(account: Account) -> tuple[str, ...]:
    """Give the account new recovery codes; the old open nothing any more."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
        return tuple(RecoveryCodes.activate(account).generate_codes())


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes are unused."""
    row = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def forget(account: Account) -> None:
    """Take away authenticator and codes: a lost telephone, after somebody made sure who asks."""
    Authenticator.objects.filter(user_id=account.pk).delete()


def picture(account: Account, secret: str) -> Markup:
    """The secret as a picture for a telephone's camera."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    return Markup(svg[svg.index("<svg") :])  # drawn by a library from a secret of ours


def in_groups(secret: str) -> str:
    """The secret as one types it."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def _by_authenticator(account: Account, code: str) -> bool:
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(user_id=account.pk, type=Authenticator.Type.TOTP).first()
        step = _step(get_adapter().decrypt(row.data["secret"]), code, after=row.data.get("used", 0)) if row else None
        if row is None or step is None:
            return False
        row.data["used"], row.last_used_at = step, clock.wall()
        row.save(update_fields=["data", "last_used_at"])
    return True


def _by_recovery_code(account: Account, code: str) -> bool:
    row = Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return bool(row and RecoveryCodes(row).validate_code(code))


def _step(secret: str, code: str, *, after: int) -> int | None:
    """The step of the time whose code it is, if none so late was used."""
    now = int(clock.wall().timestamp()) // STEP
    for step in range(now - DRIFT, now + DRIFT + 1):
        if constant_time_compare(format_hotp_value(hotp_value(secret, step)), code):
            return step if step > after else None
    return None
