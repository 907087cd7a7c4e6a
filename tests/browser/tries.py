"""What a strange script might try: to reach another host, and to run text as code."""

from __future__ import annotations

REACH_OUT = {
    "fetch": "address => fetch(address).then(() => 'reached', () => 'refused')",
    "no-cors fetch": "address => fetch(address, { mode: 'no-cors' }).then(() => 'reached', () => 'refused')",
    "import": "address => import(address).then(() => 'reached', () => 'refused')",
    "socket": """address => new Promise((resolve) => {
        let socket;
        try { socket = new WebSocket(address.replace('http', 'ws')); } catch { return resolve('refused'); }
        socket.onopen = () => resolve('reached');
        socket.onerror = () => resolve('refused');
    })""",
    "request": """address => new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onload = () => resolve('reached');
        request.onerror = () => resolve('refused');
        request.open('GET', address);
        request.send();
    })""",
}

# In a task of its own: what the developer tools run themselves is not bound by the policy.
RUN_TEXT = """() => new Promise((resolve) => {
    setTimeout(() => { try { resolve(eval('1 + 1')); } catch (error) { resolve(error.name); } });
})"""
