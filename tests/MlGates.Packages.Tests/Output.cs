namespace MlGates.Packages.Tests;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Output(int ExitCode, string Text)
{
    public Output Passes()
    {
        ExitCode.Should().Be(0, "the command must pass:\n{0}", Text);
        return this;
    }

    public Output Fails()
    {
        ExitCode.Should().Be(1, "the command must fail:\n{0}", Text);
        return this;
    }

    public Output Says(string part)
    {
        Text.Should().Contain(part);
        return this;
    }

    public Output DoesNotSay(string part)
    {
        Text.Should().NotContain(part);
        return this;
    }
}
