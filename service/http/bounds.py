"""A bound on what is read from a request, whether or not it says its length."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.problems import problem


class BodyLimit:
    """Refuses a body of more than `most` bytes with 413, before it is held in memory."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._most:
                refusal = problem(
                    413, "BodyTooLarge", f"At most {self._most:,} bytes are taken in one request."
                )
                await refusal(scope, receive, send)
                return
        await self._app(scope, _replay(bytes(body), receive), send)


def _replay(body: bytes, receive: Receive) -> Receive:
    unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return unread.pop() if unread else await receive()

    return again
