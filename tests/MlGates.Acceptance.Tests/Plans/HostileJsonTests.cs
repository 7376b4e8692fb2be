using MlGates.Plans;
using MlGates.Profiles;

namespace MlGates.Acceptance.Plans;

/// <summary>JSON texts made to break parsers, as plan and as stored profile, whole and in the place of a value: read or refused in words, never a crash or a hang.</summary>
public sealed class HostileJsonTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Readers => ["plan", "profile"];

    [SharedTheory, MemberData(nameof(Readers))]
    public void HostileJson_AsAPlanOrProfile_IsRefusedInWords(string reader)
    {
        var folder = Directory.CreateTempSubdirectory("mlgates-").FullName;
        var files = Directory.EnumerateFiles(Shared.Path("data", "hostile", "json"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        files.Should().HaveCount(158);
        var path = Path.Combine(folder, "hostile.profile.json");
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var (before, after) in Places(reader))
            {
                File.WriteAllBytes(path, [.. before, .. bytes, .. after]);
                var found = Read(reader, path);
                if (!found.StartsWith("MLG", StringComparison.Ordinal))
                {
                    wrong.Add($"{Path.GetFileName(file)} in {before.Length} bytes: {found}");
                }
            }
        }

        Directory.Delete(folder, recursive: true);
        wrong.Should().BeEmpty();
    }

    // None of the files is a plan or profile, and no value may stand there either.
    private static (byte[] Before, byte[] After)[] Places(string reader) => reader == "plan"
        ?
        [
            ([], []),
            ([.. "{ \"checks\": "u8], [.. " }"u8]),
            ([.. "{ \"data\": { \"x\": "u8], [.. " }, \"checks\": [ { \"id\": \"a\", \"check\": \"drift\", \"baseline\": \"x\", \"candidate\": \"x\" } ] }"u8]),
            ([.. "{ \"checks\": [ { \"id\": \"a\", \"check\": "u8], [.. " } ] }"u8]),
        ]
        :
        [
            ([], []),
            ([.. "{ \"schemaVersion\": 1, \"kind\": \"profile\", \"library\": "u8], [.. " }"u8]),
            ([.. "{ \"schemaVersion\": 1, \"source\": "u8], [.. " }"u8]),
            ([.. "{ \"schemaVersion\": 1, \"source\": { \"name\": \"x\", \"rows\": 1, \"notes\": "u8], [.. " } }"u8]),
            ([.. "{ \"schemaVersion\": 1, \"source\": { \"name\": \"x\", \"rows\": 1 }, \"columns\": { \"x\": "u8], [.. " } }"u8]),
        ];

    private static string Read(string reader, string path)
    {
        var found = "";
        var thread = new Thread(() =>
        {
            try
            {
                found = reader == "plan" ? $"read, {GatePlan.Read(path).Checks.Count} checks" : $"read, {ProfileFile.Read(path).Rows} rows";
            }
            catch (InputException e)
            {
                found = e.Message.Length == 0 || e.Message.Contains('\n', StringComparison.Ordinal) ? $"the message '{e.Message}'" : $"{e.Rule} {e.Message}";
            }
            catch (Exception e)
            {
                found = e.ToString();
            }
        })
        { IsBackground = true };
        thread.Start();
        return thread.Join(Patience) ? found : "hangs";
    }
}
