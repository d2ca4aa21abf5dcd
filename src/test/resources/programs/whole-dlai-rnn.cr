dims n_x, n_a, m, T_x=3
input x [n_x, m, T_x], a0 [n_a, m], da [n_a, m, T_x]
param Wax [n_a, n_x], Waa [n_a, n_a], ba [n_a, 1]
a1 = tanh(Wax @ x[:, :, 0] + Waa @ a0 + ba)
a2 = tanh(Wax @ x[:, :, 1] + Waa @ a1 + ba)
a3 = tanh(Wax @ x[:, :, 2] + Waa @ a2 + ba)
J = sum(a1 * da[:, :, 0]) + sum(a2 * da[:, :, 1]) + sum(a3 * da[:, :, 2])

derive J
caches = [(a1, a0, x[:, :, 0]), (a2, a1, x[:, :, 1]), (a3, a2, x[:, :, 2])]
def rnn_cell_backward(da_next, cache):
    (a_next, a_prev, xt) = cache
    dtanh = (1 - a_next ** 2) * da_next
    dxt = np.dot(Wax.T, dtanh)
    dWax = np.dot(dtanh, xt.T)
    da_prev = np.dot(Waa.T, dtanh)
    dWaa = np.dot(dtanh, a_prev.T)
    dba = np.sum(dtanh, axis=1, keepdims=True)
    gradients = {"dxt": dxt, "da_prev": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}
    return gradients

def rnn_backward(da, caches):
    n_a, m, T_x = da.shape
    dx = np.zeros((n_x, m, T_x))
    dWax = np.zeros((n_a, n_x))
    dWaa = np.zeros((n_a, n_a))
    dba = np.zeros((n_a, 1))
    da0 = np.zeros((n_a, m))
    da_prevt = np.zeros((n_a, m))
    for t in reversed(range(T_x)):
        gradients = rnn_cell_backward(da[:, :, t] + da_prevt, caches[t])
        dxt, da_prevt, dWaxt, dWaat, dbat = gradients["dxt"], gradients["da_prev"], gradients["dWax"], gradients["dWaa"], gradients["dba"]
        dx[:, :, t] = dxt
        dWax += dWaxt
        dWaa += dWaat
        dba += dbat
    da0 = da_prevt
    gradients = {"dx": dx, "da0": da0, "dWax": dWax, "dWaa": dWaa, "dba": dba}
    return gradients
