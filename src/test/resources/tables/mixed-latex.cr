# The same in LaTeX
dims n
input A [n, n], B [n, n], C [n, n], a [n], b [n], y [n]
param x [n], X [n, n], U [n, n] invertible, S [n, n] spd, t [] positive, p [n] positive, q [n] positive
check \nabla_x (x^T A x + b^T x) == (A + A^T) x + b  #= right
check \nabla_x (x^T A x + b^T x) == 2 A x + b  #= wrong
check \frac{\partial}{\partial x} \|A x - b\|_2^2 == 2 A^T (A x - b)  #= right
check \frac{\partial}{\partial x} \|A x - b\|_2^2 == 2 A (A x - b)  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}(A X^T B) == B A  #= right
check \frac{\partial}{\partial X} \operatorname{tr}(A X^T B) == A B  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}(X^T A X) == (A + A^T) X  #= right
check \frac{\partial}{\partial X} \operatorname{tr}(X^T A X) == A X + X A^T  #= wrong
check \frac{\partial a^T X b}{\partial X} == a b^T  #= right
check \frac{\partial a^T X b}{\partial X} == b a^T  #= wrong
check \frac{\partial a^T X^T b}{\partial X} == b a^T  #= right
check \frac{\partial a^T X^T b}{\partial X} == a b^T  #= wrong
check \frac{\partial \ln \det U}{\partial U} == U^{-T}  #= right
check \frac{\partial \ln \det U}{\partial U} == U^{-1}  #= wrong
check \frac{\partial}{\partial x} \log(1 + e^{a^T x}) == \sigma(a^T x) a  #= right
check \frac{\partial}{\partial x} \log(1 + e^{a^T x}) == \sigma(a^T x) x  #= wrong
check \frac{\partial}{\partial x} \frac{1}{2} (x - a)^T S^{-1} (x - a) == S^{-1} (x - a)  #= right
check \frac{\partial}{\partial x} \frac{1}{2} (x - a)^T S^{-1} (x - a) == S (x - a)  #= wrong
check \nabla_x e^{-\frac{1}{2} \|x\|^2} == -x e^{-\frac{1}{2} \|x\|^2}  #= right
check \nabla_x e^{-\frac{1}{2} \|x\|^2} == x e^{-\frac{1}{2} \|x\|^2}  #= wrong
check \frac{\partial}{\partial x} \frac{a^T x}{b^T x} == \frac{a (b^T x) - b (a^T x)}{(b^T x)^2}  #= right
check \frac{\partial}{\partial x} \frac{a^T x}{b^T x} == \frac{a (b^T x) + b (a^T x)}{(b^T x)^2}  #= wrong
check d(U^{-1}) == -U^{-1} (dU) U^{-1}  #= right
check d(U^{-1}) == U^{-1} (dU) U^{-1}  #= wrong
check d \operatorname{tr}(X^T X) == 2 \operatorname{tr}(X^T dX)  #= right
check d \operatorname{tr}(X^T X) == \operatorname{tr}(X^T dX)  #= wrong
check d \ln |U| == \operatorname{tr}(U^{-1} dU)  #= right
check d \ln |U| == \operatorname{tr}(U dU)  #= wrong
check (A B)^T == B^T A^T  #= right
check (A B)^T == A^T B^T  #= wrong
check (U S)^{-1} == S^{-1} U^{-1}  #= right
check (U S)^{-1} == U^{-1} S^{-1}  #= wrong
check \operatorname{tr}(a b^T) == a^T b  #= right
check \operatorname{tr}(a b^T) == a^T a  #= wrong
check \|A\|_F^2 == \operatorname{tr}(A^T A)  #= right
check \|A\|_F^2 == \operatorname{tr}(A A)  #= wrong
check \operatorname{vec}(A X B) == (B^T \otimes A) \operatorname{vec}(X)  #= right
check \operatorname{vec}(A X B) == (A \otimes B^T) \operatorname{vec}(X)  #= wrong
check |U S| == |U| |S|  #= right
check |U S| == |U| + |S|  #= wrong
check \nabla_x \sum_i \log(1 + x_i^2) == \frac{2x}{1 + x^2}  #= right
check \nabla_x \sum_i \log(1 + x_i^2) == \frac{x}{1 + x^2}  #= wrong
check \frac{\partial}{\partial q} \sum_i p_i \log \frac{p_i}{q_i} == -\frac{p}{q}  #= right
check \frac{\partial}{\partial q} \sum_i p_i \log \frac{p_i}{q_i} == \frac{p}{q}  #= wrong
check \frac{\partial}{\partial p} \left(-\sum_i p_i \log p_i\right) == -(1 + \log p)  #= right
check \frac{\partial}{\partial p} \left(-\sum_i p_i \log p_i\right) == -\log p  #= wrong
check \nabla_X \frac{1}{2} \|X A - B\|_F^2 == (X A - B) A^T  #= right
check \nabla_X \frac{1}{2} \|X A - B\|_F^2 == A^T (X A - B)  #= wrong
check \frac{\partial}{\partial S} \left( \ln |S| + a^T S^{-1} a \right) == S^{-1} - S^{-1} a a^T S^{-1}  #= right
check \frac{\partial}{\partial S} \left( \ln |S| + a^T S^{-1} a \right) == S^{-1} + S^{-1} a a^T S^{-1}  #= wrong
check \frac{\partial}{\partial x} \sqrt{x^T x} == \frac{x}{\sqrt{x^T x}}  #= right
check \frac{\partial}{\partial x} \sqrt{x^T x} == \frac{x}{2\sqrt{x^T x}}  #= wrong
check \frac{\partial}{\partial t} (t^2 \ln t) == 2 t \ln t + t  #= right
check \frac{\partial}{\partial t} (t^2 \ln t) == 2 t \ln t + t^2  #= wrong
check (I + a b^T)^{-1} == I - \frac{a b^T}{1 + a^T b}  #= right
check (I + a b^T)^{-1} == I - \frac{b a^T}{1 + a^T b}  #= wrong
check \det(I + a b^T) == 1 + b^T a  #= right
check \det(I + a b^T) == 1 - b^T a  #= wrong
