# Bars, powers and traces in LaTeX
dims m, n
input b [n], C [n, n] invertible, A [m, n], H [m, n]
param a [n], V [n, n] invertible, M [n, n]
c = (a @ b) / (norm(a) * norm(b))
q = trace(M @ M @ M)
D = norm(a - b)
u = sum(abs(a))
L = sum((1 - A^2) * H)
derive c
\frac{\partial c}{\partial a} = \frac{b}{|a||b|} - c \frac{a}{|a|^2}  #= right: length
\frac{\partial c}{\partial a} = \frac{b}{\|a\| \|b\|} - c \frac{a}{\|a\|^2}  #= right
\frac{\partial c}{\partial a} = \frac{b}{||a|| ||b||} - c \frac{a}{||a||_2^2}  #= right
\frac{\partial c}{\partial a} = \frac{b}{|a||b|} - c \frac{a}{|a|}  #= wrong
\frac{\partial c}{\partial a} = \frac{b}{|a|} - c \frac{a}{|a|^2}  #= wrong
check D^2 == ‖a − b‖²  #= right
check D^2 == ||a-b||^2  #= right
check D^2 == \|a - b\|_2^2  #= right
check D^2 == \|a - b\|_2  #= wrong
check D^2 == \|a\|^2 - \|b\|^2  #= wrong
check \frac{\partial D}{\partial a} == \frac{a - b}{|a - b|}  #= right: length
check \frac{\partial u}{\partial a} == \frac{a}{|a|}  #= right
check u == \sum_i |a_i|  #= right
check \ln|V^T V| == 2 \ln|\det(V)|  #= right
check |V^{-1} C| == \frac{|C|}{|V|}  #= right
check |V^{-1} C| == |C| |V|  #= wrong
check \frac{\partial q}{\partial M} == 3 (M^{2})^T  #= right
check \frac{\partial q}{\partial M} == 3 (M^T)^2  #= right
check \frac{\partial q}{\partial M} == 3 M^{2}  #= wrong
check \frac{\partial q}{\partial M} == 3 M^T \odot M^T  #= wrong
check V^{-2} == (V^{2})^{-1}  #= right
check V^{-2} == V^{-1}  #= wrong
check \operatorname{tr}(M^{3}) == q  #= right
check \operatorname{tr} M^T C == \operatorname{tr}(C M^T)  #= right
check \operatorname{tr} M^T C == \operatorname{tr}(M^T) \operatorname{tr}(C)  #= wrong
check \operatorname{tr} M C + \operatorname{tr} M == \operatorname{tr}(M C + M)  #= right
check d(\operatorname{tr} M^T M) == 2 \operatorname{tr} M^T dM  #= right
check d(V C) == \partial V (C)  #= right
check d(V) == \partial V (C)  #= wrong
check d(V^{-1}) == -V^{-1} \partial V (V)^{-1}  #= right
check (1 - A^{2}) \odot H == H - A \odot A \odot H  #= right
