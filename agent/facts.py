"""Facts: what the shell knows when an act is judged; unknown is None and counts as the worse case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """Goes with every act to the gate; filled by the shell."""

    locked: bool | None
    """Whether the screen is locked; None when the desk does not say."""
    spoken: bool
    """Whether the intent came by voice (True) or typed over the private socket (False)."""
    now: float
    """Seconds since the epoch."""
    own_window: bool = False
    """Whether the act would land in a window of Sayso's own."""
    protected_path: bool = False
    """Whether the act touches Sayso's configuration, policies, ledger, the keyring or autostart."""
