"""Makes text safe to stand inside an HTML page: the JSON island, the script hashes, the policy.

Nothing here knows what the text means. A page may hold anything, so nothing is trusted.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

_UNSAFE = re.compile("[<>&\u2028\u2029\x7f-\x9f\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def island(data: Any) -> str:
    """JSON text that cannot leave a `<script type="application/json">` and encodes as UTF-8.

    `<`, `>`, `&`, the line separators, C1 controls and lone surrogates become `\\uXXXX`, so
    `json.loads` (and `JSON.parse`) give back exactly what went in.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable(text: str) -> str:
    """`text` with lone surrogates replaced, so that it can be written as UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def fingerprint(text: str) -> str:
    """The CSP source expression of an inline script or style: 'sha256-…' of its UTF-8 bytes."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A content security policy that allows these inline texts and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(fingerprint, scripts)),
            "style-src " + " ".join(map(fingerprint, styles)),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
