"""A small OpenID Connect provider on loopback: discovery, authorisation, tokens signed with RS256, user info, keys."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "hub", "hub-secret"


class MockProvider(ThreadingHTTPServer):
    """`claims` are what it says of whoever signs in; `requests` are the paths it was asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict = {}
        self.requests: list[str] = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def id_token(self):
        now = int(time.time())
        standard = {"iss": self.address, "aud": CLIENT_ID, "iat": now, "exp": now + 300}
        return jwt.encode(standard | self.claims, self.key, algorithm="RS256", headers={"kid": "one"})


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.requests.append(parts.path)
        answers = {
            "/.well-known/openid-configuration": self._discovery,
            "/jwks": self._keys,
            "/userinfo": lambda: self.server.claims,
        }
        if parts.path == "/authorize":
            self._authorise(parse_qs(parts.query))
        else:
            self._answer(answers[parts.path]())

    def do_POST(self):
        self.server.requests.append(urlsplit(self.path).path)
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if form["client_secret"] != [CLIENT_SECRET] or "code_verifier" not in form:
            self._answer({"error": "invalid_client"}, status=401)
        else:
            tokens = {"access_token": "access", "token_type": "Bearer", "expires_in": 300}
            self._answer(tokens | {"id_token": self.server.id_token()})

    def log_message(self, *args):
        """Say nothing."""

    def _discovery(self):
        at = self.server.address
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo",
            "jwks_uri": f"{at}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
        return {"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def _authorise(self, query):
        back = urlencode({"code": "code", "state": query["state"][0]})
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
        self.end_headers()

    def _answer(self, content, status=200):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_provider():
    """The provider, answering on a thread of its own until the block ends."""
    with MockProvider() as provider:
        thread = threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield provider
        finally:
            provider.shutdown()
            thread.join()
