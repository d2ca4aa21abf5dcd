dims n, d, h
input x [n, d], t [n]
param w1 [d, h], b1 [h], w2 [h], b2 []
z = x @ w1 + b1
a = relu(z)
p = a @ w2 + b2
loss = mean((p - t)**2)
derive loss
def grads(params, x, t):
    n = x.shape[0]
    dp = 2 * (p - t) / n # right
    dw2 = a.T @ dp # right
    db2 = jnp.sum(dp) # right
    da = dp[:, None] * w2[None, :] # right
    dz = jnp.where(z > 0, da, 0.0) # right
    dw1 = x.T @ dz # right
    db1 = jnp.sum(dz, axis=0) # right
    return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}
