using FluentAssertions;
using FluentAssertions.Execution;
using FluentAssertions.Primitives;
using MlGates.Artifacts;
using MlGates.Gates;

namespace MlGates.Assertions;

/// <summary>Assertions on a model file.</summary>
/// <param name="artifact">The file.</param>
public sealed class ModelArtifactAssertions(ModelArtifact? artifact) : ReferenceTypeAssertions<ModelArtifact?, ModelArtifactAssertions>(artifact)
{
    /// <inheritdoc/>
    protected override string Identifier => "model file";

    /// <summary>The file is there, is not empty and no Git LFS pointer, and opens (MLG5001 to MLG5004).</summary>
    [CustomAssertion]
    public AndConstraint<ModelArtifactAssertions> BeLoadable(string because = "", params object[] becauseArgs) =>
        Hold(new ArtifactCheck { Id = "artifact" }, "to be loadable", because, becauseArgs);

    /// <summary>The file is there and has at most this many bytes (MLG5005).</summary>
    /// <param name="bytes">The largest size allowed, as in <c>20.Megabytes()</c>.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<ModelArtifactAssertions> BeSmallerThan(long bytes, string because = "", params object[] becauseArgs) =>
        Hold(new ArtifactCheck { Id = "artifact", Loadable = false, MaxBytes = bytes }, "to be small enough", because, becauseArgs);

    /// <summary>The file is there and has this SHA-256 (MLG5006).</summary>
    /// <param name="sha256">64 hexadecimal digits in either case.</param>
    /// <param name="because">The reason.</param>
    /// <param name="becauseArgs">The reason's arguments.</param>
    [CustomAssertion]
    public AndConstraint<ModelArtifactAssertions> HaveSha256(string sha256, string because = "", params object[] becauseArgs) =>
        Hold(new ArtifactCheck { Id = "artifact", Loadable = false, Sha256 = sha256 }, "to be the expected file", because, becauseArgs);

    private AndConstraint<ModelArtifactAssertions> Hold(ArtifactCheck check, string expectation, string because, object[] becauseArgs)
    {
        if (Subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:model file} " + expectation + "{reason}, but found <null>.");
        }
        else
        {
            CheckAssertion.Holds(GateDecision.Judge(check, check.Examine(Subject)), expectation, InconclusivePolicy.Fail, because, becauseArgs);
        }

        return new AndConstraint<ModelArtifactAssertions>(this);
    }
}
