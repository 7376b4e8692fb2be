using System.Runtime.InteropServices;

namespace MlGates.Packages.Tests;

/// <summary>A fact about the code that is compiled for the platform the tests run on.</summary>
internal sealed class CompiledPlatformFactAttribute : FactAttribute
{
    public CompiledPlatformFactAttribute()
    {
        if (CompiledPlatform.Current is null)
        {
            Skip = $"The tool package brings nothing compiled for {RuntimeInformation.RuntimeIdentifier}.";
        }
    }
}
