# <script>document.title = "taken"</script> & "quotes" \u003cimg src=x onerror=alert(1)\u003e
input __proto__ [2] = [1, -2], constructor [2] = [3, 4], toString [2] = [0.5, 0.25]
param hasOwnProperty [2] = [1, 1], λ_then [2] = [2, 0.1]
await = __proto__ * hasOwnProperty + constructor
async = tanh(await) .* λ_then
J = sum((async - toString)^2)

derive J
dhasOwnProperty = 2 * (async - toString) * λ_then * (1 - tanh(await)^2) * __proto__
dλ_then = 2 * (async - toString) * await  # <b>wrong</b> ' " ` ${1+1} </script>
