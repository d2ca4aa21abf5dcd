# Inverses, after The Matrix Cookbook, sections 2.2 and 3
dims n
input A [n, n], B [n, n], C [n, n] invertible, a [n], b [n], S [n, n] spd
param X [n, n] invertible
check grad(dot(a, inv(X) @ b), X) == -inv(X).T @ outer(a, b) @ inv(X).T  #= right
check grad(dot(a, inv(X) @ b), X) == -inv(X).T @ inv(X).T  #= wrong
check \frac{\partial \mathbf{a}^T \mathbf{X}^{-1} \mathbf{b}}{\partial \mathbf{X}} == -\mathbf{X}^{-T} \mathbf{a} \mathbf{b}^T \mathbf{X}^{-T}  #= right
check grad(det(inv(X)), X) == -det(inv(X))*inv(X).T  #= right
check \frac{\partial |X^{-1}|}{\partial X} == -|X^{-1}| X^{-T}  #= right
check \frac{\partial |X^{-1}|}{\partial X} == --|X^{-1}| X^{-T}  #= wrong
check grad(trace(A @ inv(X) @ B), X) == -(inv(X) @ B @ A @ inv(X)).T  #= right
check grad(trace(A @ inv(X) @ B), X) == -(inv(X) @ B @ inv(X)).T  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(A X^{-1} B\right) == -\left(X^{-1} B A X^{-1}\right)^\top  #= right
check grad(trace(inv(X)), X) == -(inv(X) @ inv(X)).T  #= right
check \frac{\partial \operatorname{Tr}(\mathbf{X}^{-1})}{\partial \mathbf{X}} == -(\mathbf{X}^{-1} \mathbf{X}^{-1})^T  #= right
check grad(trace(inv(X + C)), X) == -(inv(X + C) @ inv(X + C)).T  #= right
check grad(trace(inv(X + C)), X) == -(-(inv(X + C) @ inv(X + C)).T)  #= wrong
check \frac{\partial \operatorname{tr}((X + C)^{-1})}{\partial X} == -((X + C)^{-1} (X + C)^{-1})^{T}  #= right
check grad(trace(inv(X) @ A), X) == -(inv(X) @ A @ inv(X)).T  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(X^{-1} A\right) == -\left(X^{-1} A X^{-1}\right)^\top  #= right
check \frac{\partial}{\partial X} \operatorname{tr}\left(X^{-1} A\right) == 2 \left(-\left(X^{-1} A X^{-1}\right)^\top\right)  #= wrong
check grad(trace(inv(X) @ A), X) == -inv(X).T @ A.T @ inv(X).T  #= right
check grad(trace(inv(X) @ A), X) == A.T @ -inv(X).T @ inv(X).T  #= wrong
check \frac{\partial \operatorname{Tr}(\mathbf{X}^{-1} \mathbf{A})}{\partial \mathbf{X}} == -\mathbf{X}^{-T} \mathbf{A}^T \mathbf{X}^{-T}  #= right
check grad(sum(inv(X)), X) == -inv(X).T @ ones([n, n]) @ inv(X).T  #= right
check grad(trace(inv(X) @ inv(X)), X) == -2*(inv(X) @ inv(X) @ inv(X)).T  #= right
check grad(trace(inv(X) @ inv(X)), X) == -2 * (inv(X.T) @ inv(X) @ inv(X)).T  #= wrong
check \frac{\partial}{\partial X} \operatorname{tr}\left(X^{-1} X^{-1}\right) == -2 \left(X^{-1} X^{-1} X^{-1}\right)^\top  #= right
check grad(dot(a, inv(X.T @ X) @ a), X) == -2*X @ inv(X.T @ X) @ outer(a, a) @ inv(X.T @ X)  #= right
check \frac{\partial \mathbf{a}^T (\mathbf{X}^T \mathbf{X})^{-1} \mathbf{a}}{\partial \mathbf{X}} == -2 \mathbf{X} (\mathbf{X}^T \mathbf{X})^{-1} \mathbf{a} \mathbf{a}^T (\mathbf{X}^T \mathbf{X})^{-1}  #= right
check \frac{\partial \mathbf{a}^T (\mathbf{X}^T \mathbf{X})^{-1} \mathbf{a}}{\partial \mathbf{X}} == (\mathbf{X}^T \mathbf{X})^{-1} (-2 \mathbf{X}) \mathbf{a} \mathbf{a}^T (\mathbf{X}^T \mathbf{X})^{-1}  #= wrong
check grad(trace(A @ inv(X).T @ B), X) == -inv(X).T @ B @ A @ inv(X).T  #= right
check grad(trace(A @ inv(X).T @ B), X) == A @ inv(X).T  #= wrong
check \frac{\partial \operatorname{tr}(A X^{-T} B)}{\partial X} == -X^{-T} B A X^{-T}  #= right
check grad(sum(inv(X) * A), X) == -inv(X).T @ A @ inv(X).T  #= right
check \frac{\partial}{\partial X} \operatorname{sum}\left(X^{-1} \odot A\right) == -X^{-T} A X^{-T}  #= right
check inv(inv(X)) == X  #= right
check inv(inv(X)) == -(X)  #= wrong
check (\mathbf{X}^{-1})^{-1} == \mathbf{X}  #= right
check inv(X.T) == inv(X).T  #= right
check inv(X @ C) == inv(C) @ inv(X)  #= right
check inv(X @ C) == inv(C) @ X  #= wrong
check \left(X C\right)^{-1} == C^{-1} X^{-1}  #= right
check inv(X) @ X == eye(n)  #= right
check X @ inv(X) == eye(n)  #= right
check X @ inv(X) == -(eye(n))  #= wrong
check inv(2*X) == inv(X)/2  #= right
check \left(2 X\right)^{-1} == \frac{X^{-1}}{2}  #= right
check \left(2 X\right)^{-1} == \frac{X^{-1}}{3}  #= wrong
check det(inv(X)) == 1/det(X)  #= right
check det(inv(X)) == 2*(1/det(X))  #= wrong
check \det(\mathbf{X}^{-1}) == \frac{1}{\det(\mathbf{X})}  #= right
check solve(X, a) == inv(X) @ a  #= right
check inv(eye(n) + X) @ X == eye(n) - inv(eye(n) + X)  #= right
check inv(eye(n) + X) @ X == eye(n) - (eye(n) + X)  #= wrong
check inv(X + C) == inv(X) - inv(X) @ inv(inv(C) + inv(X)) @ inv(X)  #= right
check (\mathbf{X} + \mathbf{C})^{-1} == \mathbf{X}^{-1} - \mathbf{X}^{-1} (\mathbf{C}^{-1} + \mathbf{X}^{-1})^{-1} \mathbf{X}^{-1}  #= right
check (\mathbf{X} + \mathbf{C})^{-1} == \mathbf{X}^{-1} - \mathbf{X}^{-1} (\mathbf{C}^{-1} + \mathbf{X}^{-1})^{-1} (\mathbf{X}^T)^{-1}  #= wrong
check inv(X) + inv(C) == inv(X) @ (X + C) @ inv(C)  #= right
check inv(X) + inv(C) == inv(X) @ (X + C.T) @ inv(C)  #= wrong
check inv(X) @ inv(C) == inv(C @ X)  #= right
check X^{-1} C^{-1} == \left(C X\right)^{-1}  #= right
check (X + A) @ inv(X) == eye(n) + A @ inv(X)  #= right
check (X + A) @ inv(X) == eye(n) + A  #= wrong
check inv(S) == inv(S).T  #= right
check inv(C + outer(a, b)) == inv(C) - inv(C) @ outer(a, b) @ inv(C)/(1 + dot(b, inv(C) @ a))  #= right
check inv(C + outer(a, b)) == inv(C) - inv(C) @ outer(a, b) @ inv(C) / (1 + dot(b, inv(C.T) @ a))  #= wrong
check \left(C + a b^\top\right)^{-1} == C^{-1} - \frac{C^{-1} a b^\top C^{-1}}{1 + b^\top C^{-1} a}  #= right
check det(C + outer(a, b)) == det(C)*(1 + dot(b, inv(C) @ a))  #= right
check \det(\mathbf{C} + \mathbf{a} \mathbf{b}^T) == \det(\mathbf{C}) (1 + \mathbf{b}^T \mathbf{C}^{-1} \mathbf{a})  #= right
