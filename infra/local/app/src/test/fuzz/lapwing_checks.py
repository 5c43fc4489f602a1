"""What Schemathesis does not do by itself: look at problem documents, write CBOR, and record what was reached."""

import os
import re
import struct

import schemathesis


@schemathesis.check
def problem_document(ctx, response, case):
    if response.status_code < 400 or response.request.method == "HEAD":
        return
    content_type = response.headers.get("content-type", [""])[0]
    assert content_type == "application/problem+json", f"an error of type '{content_type}'"
    problem = response.json()
    assert problem.get("status") == response.status_code, f"another status: {problem}"
    assert re.fullmatch("urn:lapwing:problem:[a-z-]+", problem.get("type", "")), f"no type: {problem}"
    assert re.fullmatch("[A-Z_]+", problem.get("code", "")), f"no code: {problem}"
    assert re.fullmatch("[0-9a-f]{32}", problem.get("traceId", "")), f"no traceId: {problem}"


@schemathesis.hook
def after_call(context, case, response):
    """One line for each answer, in a single write."""
    line = f"{response.request.method} {case.operation.path} {response.status_code}\n"
    with open(os.environ["LAPWING_REACHED"], "a", encoding="utf-8") as reached:
        reached.write(line)


@schemathesis.serializer("application/cbor")
def cbor(ctx, value):
    return value if isinstance(value, bytes) else encoded(value)


def encoded(value):
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", True: b"\xf5", False: b"\xf4"}[value]
    if isinstance(value, int) and -(2**64) <= value < 2**64:
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, int):
        return encoded(str(value))
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, dict):
        return head(5, len(value)) + b"".join(encoded(key) + encoded(value[key]) for key in value)
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encoded, value))
    text = str(value).encode("utf-8", "surrogatepass")
    return head(3, len(text)) + text


def head(kind, number):
    return bytes([kind << 5 | 27]) + number.to_bytes(8, "big")
