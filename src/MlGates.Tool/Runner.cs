using MlGates.MLNet;
using MlGates.Running;

namespace MlGates.Cli;

/// <summary>The runner with all that the tool ships.</summary>
internal static class Runner
{
    public static GateRunner Create(ToolContext context) => new(
        [new MLNetModelLoader()],
        [new MLNetModelLoader()],
        context.Time,
        $"{Environment.MachineName} ({Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version})");
}
