# The cell of an LSTM
dims n
input f [n], i [n], o [n], g [n], c0 [n], dh [n]
c = f * c0 + i * g
h = o * tanh(c)
J = sum(dh * h)
check dJ/do == dh * tanh(c)  #= right
check dJ/dc == dh * o * (1 - tanh(c)^2)  #= right
check dJ/df == dh * o * (1 - tanh(c)**2) * c0  #= right
check dJ/di == dh * o * (1 - tanh(c)**2) * g  #= right
check dJ/dg == dh * o * (1 - tanh(c)**2) * i  #= right
check dJ/dc0 == dh * o * (1 - tanh(c)**2) * f  #= right
check dJ/dc == dh * o * (1 - c^2)  #= wrong_activation_derivative
check dJ/dc == dh * (1 - tanh(c)^2)  #= missing_chain_factor
check dJ/df == dh * o * (1 - tanh(c)**2) * f  #= wrong_variable
check dJ/di == dh * o * tanh(c) * g  #= wrong_activation_derivative
check dJ/dc0 == dh * f  #= other
