using PublicApiGenerator;

namespace MlGates.Tests.PublicApi;

/// <summary>
/// The public API of each package is an approved file beside this test. When a change is meant, set the environment variable
/// MLGATES_ACCEPT_API=1 and run the test once: it rewrites the files, and git shows what users will see.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages => ["MlGates", "MlGates.MLNet", "MlGates.FluentAssertions", "MlGates.Xunit", "MlGates.CsCheck"];

    [Theory, MemberData(nameof(Packages))]
    public void Package_PublicApi_IsTheApprovedOne(string package)
    {
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false };
        var api = System.Reflection.Assembly.Load(package).GeneratePublicApi(options).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
        var approved = Repository.Path("tests", "MlGates.Tests", "PublicApi", package + ".approved.txt");
        if (Environment.GetEnvironmentVariable("MLGATES_ACCEPT_API") == "1")
        {
            File.WriteAllText(approved, api);
        }

        File.Exists(approved).Should().BeTrue("each package has an approved API");
        File.ReadAllText(approved).Should().Be(api);
    }
}
