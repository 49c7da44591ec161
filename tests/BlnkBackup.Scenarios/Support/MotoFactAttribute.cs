namespace BlnkBackup.Scenarios.Support;

/// <summary>A fact against moto_server; where it is not installed, one plain line says so.</summary>
internal sealed class MotoFactAttribute : FactAttribute
{
    public MotoFactAttribute() => Skip = MotoStore.Program is null ? "moto_server is not installed" : null;
}
