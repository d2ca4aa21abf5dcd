"""Runs a notebook in rapaio's kernel and looks at what its cells show: run.py JAVA CLASSPATH NOTEBOOK."""
import json, os, sys, tempfile

java, classpath, notebook = sys.argv[1:]
folder = tempfile.mkdtemp()
spec = os.path.join(folder, "kernels", "chainrule-java")
os.makedirs(spec)
with open(os.path.join(spec, "kernel.json"), "w") as file:
    json.dump({
        "argv": [java, "-Djava.awt.headless=true", "-cp", classpath, "org.rapaio.jupyter.kernel.MainApp", "{connection_file}"],
        "display_name": "Java", "language": "java", "interrupt_mode": "message"}, file)
os.environ["JUPYTER_PATH"] = folder
os.environ["CLASSPATH"] = classpath

import nbclient, nbformat

book = nbformat.read(notebook, as_version=4)
nbclient.NotebookClient(book, timeout=120, startup_timeout=120, kernel_name="chainrule-java").execute()
shown = {cell["id"]: "".join(str(output.get("data", output.get("text", ""))) for output in cell["outputs"])
         for cell in book.cells if cell.cell_type == "code"}
wrong = [f"{name}: {shown[name][:300]}" for name, parts in {
    "loss": ["$$", "\\\\sum", "<svg"], "gradient": ["$$", "<svg"], "picture": ["<svg"], "value": ["[2, 4]"],
}.items() if not all(part in shown[name] for part in parts)]
print("\n".join(wrong) if wrong else "notebook: all well")
sys.exit(bool(wrong))
