param x [2] = [1, 2]
y = x + <img src=x onerror=alert(1)>
z = "]]><script>alert(1)</script>"
J = sum(y)
