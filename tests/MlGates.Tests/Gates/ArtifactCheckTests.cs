using System.Text;
using MlGates.Artifacts;
using MlGates.Gates;
using MlGates.Tests.Artifacts;

namespace MlGates.Tests.Gates;

public sealed class ArtifactCheckTests : IDisposable
{
    private const string GoodSha256 = "770e607624d689265ca6c44884d0807d9b054d23c473c106c72be9de08b7376c";

    private readonly TempFolder _folder = new();
    private readonly ArtifactCheck _check = new() { Id = "artifact" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Artifact_GoodFile_PassesAndQuotesSizeHashAndFormat()
    {
        var finding = Judge(_check, Write("m.fake", "good")).Should().ContainSingle().Subject;

        finding.Outcome.Should().Be(Outcome.Passed);
        finding.Rule.Should().Be(RuleIds.ArtifactNotLoadable);
        finding.Message.Should().Be($"'m.fake' opens as fake model (.fake) (4 bytes, SHA-256 {GoodSha256})");
        finding.Details["bytes"].Should().Be(4L);
        finding.Details["sha256"].Should().Be(GoodSha256);
        finding.Details["format"].Should().Be("fake model (.fake)");
        finding.Details["inputs"].Should().BeEquivalentTo(new[] { "Fare: Single" });
    }

    [Fact]
    public void Artifact_MissingFile_FailsMLG5001()
    {
        var finding = Judge(_check with { MaxBytes = 1, Sha256 = GoodSha256 }, "none.fake").Should().ContainSingle().Subject;

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ArtifactMissing && f.Outcome == Outcome.Failed);
        finding.Message.Should().Be("'none.fake' does not exist: train and save the model first, or correct the path");
    }

    [Fact]
    public void Artifact_Folder_FailsMLG5001AndSaysSo()
    {
        Directory.CreateDirectory(_folder.File("m.fake"));
        Judge(_check, "m.fake").Single().Message.Should().Contain("is a folder");
    }

    [Fact]
    public void Artifact_EmptyFile_FailsMLG5002() =>
        Judge(_check, Write("m.fake", "")).Should().ContainSingle(f => f.Rule == RuleIds.ArtifactEmpty && f.Outcome == Outcome.Failed);

    [Fact]
    public void Artifact_LfsPointer_FailsMLG5003AndNamesTheCommandAndTheTrueSize()
    {
        var pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 244407328\n";
        var finding = Judge(_check, Write("m.fake", pointer)).Should().ContainSingle().Subject;

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ArtifactLfsPointer && f.Outcome == Outcome.Failed);
        finding.Message.Should().Contain("of 244407328 bytes").And.Contain("git lfs pull");
    }

    [Fact]
    public void Artifact_DamagedFile_FailsMLG5004WithTheCause()
    {
        var finding = Judge(_check, Write("m.fake", "bad")).Should().ContainSingle().Subject;

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ArtifactNotLoadable && f.Outcome == Outcome.Failed);
        finding.Message.Should().StartWith("'m.fake' does not open as fake model (.fake): its bytes are not good (3 bytes");
    }

    [Fact]
    public void Artifact_UnknownFormat_IsErrorThatListsTheKnownOnes()
    {
        var finding = Judge(_check, Write("m.pickle", "good")).Should().ContainSingle().Subject;

        finding.Should().Match<Finding>(f => f.Rule == RuleIds.ArtifactNotLoadable && f.Outcome == Outcome.Error);
        finding.Message.Should().Contain("no known format; known are fake model (.fake)");
    }

    [Fact]
    public void Artifact_NoLoaderAtHand_IsErrorThatNamesThePackage()
    {
        var artifact = ModelArtifact.At(Full(Write("m.fake", "good")), "m.fake", []);
        var finding = GateDecision.Judge(_check, _check.Examine(artifact)).Findings.Single();

        finding.Outcome.Should().Be(Outcome.Error);
        finding.Message.Should().Contain("reference MlGates.MLNet");
    }

    [Fact]
    public void Artifact_OneByteOverItsBudget_FailsMLG5005()
    {
        var findings = Judge(_check with { MaxBytes = 3 }, Write("m.fake", "good"));

        findings.Select(f => (f.Rule, f.Outcome)).Should().Equal((RuleIds.ArtifactNotLoadable, Outcome.Passed), (RuleIds.ArtifactTooLarge, Outcome.Failed));
        findings[1].Message.Should().Be("'m.fake' is larger than allowed: 4 bytes exceed 3; shrink the model or raise the limit");
        findings[1].Observed!.Value.Should().Be(4);
        findings[1].Limit!.AtMost.Should().Be(3);
    }

    [Fact]
    public void Artifact_ExactlyItsBudget_Passes() =>
        Judge(_check with { MaxBytes = 4 }, Write("m.fake", "good")).Should().OnlyContain(f => f.Outcome == Outcome.Passed);

    [Fact]
    public void Artifact_OneBitChanged_FailsMLG5006()
    {
        var findings = Judge(_check with { Sha256 = GoodSha256 }, Write("m.fake", "gooe"));

        findings.Should().Contain(f => f.Rule == RuleIds.ArtifactHash && f.Outcome == Outcome.Failed);
        findings[1].Message.Should().Contain(GoodSha256);
    }

    [Fact]
    public void Artifact_HashInUpperCase_Passes() =>
        Judge(_check with { Sha256 = GoodSha256.ToUpperInvariant() }, Write("m.fake", "good")).Should().OnlyContain(f => f.Outcome == Outcome.Passed);

    [Fact]
    public void Artifact_NothingAsked_StillGivesOneFinding() =>
        Judge(_check with { Loadable = false }, Write("m.other", "x")).Should().ContainSingle(f => f.Rule == RuleIds.ArtifactMissing && f.Outcome == Outcome.Passed);

    [Fact]
    public void Artifact_SizeOnly_IsNotOpened()
    {
        var loader = new FakeLoader();
        var check = _check with { Loadable = false, MaxBytes = 10 };
        check.Examine(ModelArtifact.At(Full(Write("m.fake", "bad")), "m.fake", loader));

        loader.Loads.Should().Be(0);
    }

    [Fact]
    public void Artifact_OpenedTwice_LoadsOnce()
    {
        var loader = new FakeLoader();
        var artifact = ModelArtifact.At(Full(Write("m.fake", "good")), "m.fake", loader);
        artifact.Open().Should().BeSameAs(artifact.Open());

        loader.Loads.Should().Be(1);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("zz0c5dbcd2fb4a0c4bb3ef2c9b2d1d8d9d0bd7c2ec1e1a5c8bdd0b6c0e2d4a11")]
    public void Artifact_HashThatIsNone_Throws(string hash)
    {
        var act = () => Judge(_check with { Sha256 = hash }, Write("m.fake", "good"));
        act.Should().Throw<ArgumentException>().WithMessage("*64 hexadecimal digits*");
    }

    private IReadOnlyList<Finding> Judge(ArtifactCheck check, string name) =>
        GateDecision.Judge(check, check.Examine(ModelArtifact.At(Full(name), name, new FakeLoader()))).Findings;

    private string Full(string name) => _folder.File(name);

    private string Write(string name, string content)
    {
        _folder.Write(name, Encoding.UTF8.GetBytes(content));
        return name;
    }
}
