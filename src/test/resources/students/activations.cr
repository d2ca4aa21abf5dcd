# Derivatives of activations
dims n
input z [n]
a = sigmoid(z); t = tanh(z); s = z * sigmoid(z); q = log(1 + exp(z)); r = relu(z); g = 0.5*z*(1 + erf(z/sqrt(2)))
check da/dz == a * (1 - a)  #= right
check da/dz == exp(-z) / (1 + exp(-z))^2  #= right
check dt/dz == 1 - t^2  #= right
check dt/dz == 4 / (exp(z) + exp(-z))^2  #= right
check dt/dz == 1 / cosh(z)^2  #= right
check ds/dz == a + z * a * (1 - a)  #= right
check ds/dz == s + a * (1 - s)  #= right
check dq/dz == a  #= right
check dr/dz == (z > 0)  #= right
check dg/dz == 0.5*(1 + erf(z/sqrt(2))) + z*exp(-z^2/2)/sqrt(2*pi)  #= right
check d(a)/d(z) == a - a^2  #= right
check sigmoid(z) == (1 + tanh(z/2)) / 2  #= right
check sigmoid(-z) == 1 - sigmoid(z)  #= right
check da/dz == 1 - a^2  #= wrong_activation_derivative
check dt/dz == t * (1 - t)  #= wrong_activation_derivative
check da/dz == a * (a - 1)  #= wrong_sign
check dt/dz == 1 - t  #= wrong_activation_derivative
check ds/dz == a * (1 - a)  #= product_of_derivatives
check dq/dz == 1 / (1 + exp(z))  #= missing_activation_derivative
check dr/dz == relu(z)  #= wrong_activation_derivative
check sigmoid(z) == 1 / (1 + exp(z))  #= wrong_sign
