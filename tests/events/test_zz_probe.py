import asyncio, os
def test_no_loop():
    async def one(): return 1
    assert asyncio.run(one()) == 1
    assert "DJANGO_ALLOW_ASYNC_UNSAFE" not in os.environ
