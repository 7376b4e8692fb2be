using MlGates.Artifacts;
using MlGates.Gates;

namespace MlGates.Acceptance.Artifacts;

public sealed class RealArtifactTests
{
    [SharedTheory]
    [InlineData("bad/empty.onnx", RuleIds.ArtifactEmpty, Outcome.Failed, "0 bytes")]
    [InlineData("bad/lfs_pointer_alexnet_Opset16.onnx", RuleIds.ArtifactLfsPointer, Outcome.Failed, "git lfs pull")]
    [InlineData("bad/lfs_pointer_densenet121_Opset16.onnx", RuleIds.ArtifactLfsPointer, Outcome.Failed, "git lfs pull")]
    [InlineData("bad/truncated_90pct_TaxiFareModel.zip", RuleIds.ArtifactNotLoadable, Outcome.Failed, "no complete zip archive")]
    [InlineData("bad/truncated_half_light_squeezenet.onnx", RuleIds.ArtifactNotLoadable, Outcome.Error, "no known format")]
    [InlineData("mlnet/TaxiFareModel.zip", RuleIds.ArtifactNotLoadable, Outcome.Passed, "opens as ML.NET model")]
    [InlineData("mlnet/LrWithStats.zip", RuleIds.ArtifactNotLoadable, Outcome.Passed, "opens as ML.NET model")]
    [InlineData("mlnet/Calibrator_Model_VerWritten_0x00010001.zip", RuleIds.ArtifactNotLoadable, Outcome.Passed, "opens as ML.NET model")]
    [InlineData("mlnet/LightGBM-Train-breast-cancer-model.zip", RuleIds.ArtifactNotLoadable, Outcome.Failed, "it needs Microsoft.ML.LightGbm, which is not here")]
    [InlineData("onnx/light_squeezenet.onnx", RuleIds.ArtifactNotLoadable, Outcome.Error, "known are ML.NET model (.zip)")]
    [InlineData("tensorflow/model_matmul_saved_model.pb", RuleIds.ArtifactNotLoadable, Outcome.Error, "known are ML.NET model (.zip)")]
    public void Artifact_RealFile_IsJudged(string file, string rule, Outcome outcome, string says)
    {
        var check = new ArtifactCheck { Id = "artifact" };
        var finding = GateDecision.Judge(check, check.Examine(ModelArtifact.At(Shared.Path("data", "artifacts", file), file))).Findings.Single();

        finding.Rule.Should().Be(rule);
        finding.Outcome.Should().Be(outcome, finding.Message);
        finding.Message.Should().Contain(says);
    }

    [SharedFact]
    public void Artifact_RealFile_HasTheHashOfTheManifest()
    {
        // The hash is the manifest's of shared/data.
        var check = new ArtifactCheck { Id = "artifact", MaxBytes = 11836, Sha256 = "298fde2c1a7ba0b558ea2dd372b52317ac799ad4140926eaf6e32cb8d3475b0b" };
        var result = GateDecision.Judge(check, check.Examine(ModelArtifact.At(Shared.Path("data", "artifacts", "mlnet", "TaxiFareModel.zip"))));

        result.Findings.Should().HaveCount(3).And.OnlyContain(f => f.Outcome == Outcome.Passed);
    }
}
