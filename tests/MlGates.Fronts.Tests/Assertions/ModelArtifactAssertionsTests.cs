using Microsoft.ML;
using Microsoft.ML.Data;
using MlGates.Artifacts;
using Xunit.Sdk;

namespace MlGates.Fronts.Tests.Assertions;

public sealed class ModelArtifactAssertionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlgates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void BeLoadable_MissingFile_FailsWithRuleAndReason()
    {
        var act = () => ModelArtifact.At(Path("none.zip"), "out/model.zip").Should().BeLoadable("it is published {0}", "today");

        act.Should().Throw<XunitException>().WithMessage("Expected * to be loadable because it is published today, but found MLG5001: 'out/model.zip' does not exist: *");
    }

    [Fact]
    public void BeLoadable_UnknownFormat_SaysItCouldNotJudge()
    {
        File.WriteAllText(Path("model.onnx"), "x");
        var act = () => ModelArtifact.At(Path("model.onnx")).Should().BeLoadable();

        act.Should().Throw<XunitException>().WithMessage("*could not judge, MLG5004*known are ML.NET model (.zip)*");
    }

    [Fact]
    public void BeSmallerThan_LargerFile_Fails()
    {
        File.WriteAllBytes(Path("m.zip"), new byte[2001]);
        var act = () => ModelArtifact.At(Path("m.zip")).Should().BeSmallerThan(2.Kilobytes());

        act.Should().Throw<XunitException>().WithMessage("*MLG5005*2001 bytes exceed 2000*");
    }

    [Fact]
    public void Assertions_SoundFile_Chain()
    {
        File.WriteAllText(Path("m.zip"), "good");
        ModelArtifact.At(Path("m.zip")).Should()
            .BeSmallerThan(1.Megabytes()).And
            .HaveSha256("770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c");
    }

    [Fact]
    public void HaveSha256_OtherFile_Fails()
    {
        File.WriteAllText(Path("m.zip"), "bad");
        var act = () => ModelArtifact.At(Path("m.zip")).Should().HaveSha256("770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c");

        act.Should().Throw<XunitException>().WithMessage("*MLG5006*");
    }

    [Fact]
    public void BeLoadable_FastTreeModel_NeedsNothingButItsPackage()
    {
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Row { Features = [i, i % 7], Label = i % 3 == 0 }));
        ml.Model.Save(ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 3).Fit(rows), rows.Schema, Path("trees.zip"));

        ModelArtifact.At(Path("trees.zip")).Should().BeLoadable().And.BeSmallerThan(1.Megabytes());
    }

    [Fact]
    public void BeLoadable_Null_Fails()
    {
        var act = () => ((ModelArtifact?)null).Should().BeLoadable();
        act.Should().Throw<XunitException>().WithMessage("*but found <null>*");
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);
}
