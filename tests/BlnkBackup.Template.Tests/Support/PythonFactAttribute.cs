namespace BlnkBackup.Template.Tests.Support;

/// <summary>A test that needs AWS's checks, and says so where they are not installed.</summary>
sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute() => Skip = Python.Missing;
}

/// <summary>The same, for several cases.</summary>
sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute() => Skip = Python.Missing;
}
