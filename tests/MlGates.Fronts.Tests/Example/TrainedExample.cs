using TaxiTips;

namespace MlGates.Fronts.Tests.Example;

/// <summary>The example's output, trained once for all tests.</summary>
public sealed class TrainedExample : IDisposable
{
    public TrainedExample() => TaxiMonths.Write(Folder, new TipModelSettings());

    public string Folder { get; } = Directory.CreateTempSubdirectory("mlgates taxi ").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
