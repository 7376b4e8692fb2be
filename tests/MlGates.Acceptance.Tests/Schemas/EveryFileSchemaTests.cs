using System.Text;
using MlGates.Data;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Acceptance.Schemas;

/// <summary>Every file of ../shared that can be read, hostile ones too, keeps the schema inferred from it.</summary>
public sealed class EveryFileSchemaTests
{
    private static readonly string[] Endings = [".csv", ".parquet", ".arrow", ".tsv"];

    [SharedTheory]
    [InlineData("tabular", 15)]
    [InlineData("chicago_taxi", 7)]
    [InlineData("predictions", 5)]
    [InlineData("drift", 1)]
    [InlineData("curves", 1)]
    [InlineData("hostile/csv", 14)]
    [InlineData("hostile/parquet", 19)]
    public void Data_HeldToItsOwnSchema_IsAccepted(string folder, int atLeast)
    {
        var (held, broken) = (0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(Shared.Path(["data", .. folder.Split('/')]), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (!Endings.Contains(Path.GetExtension(path)) || Read(path) is not var (data, profile))
            {
                continue;
            }

            held++;
            foreach (var options in new SchemaInferenceOptions[] { new(), new() { Risk = 0.3 }, new() { Margins = false }, new() { OpenDomains = true, MaxDomain = 5 } })
            {
                var schema = SchemaInference.Infer(profile, options);
                var read = SchemaFile.Parse(Encoding.UTF8.GetBytes(SchemaFile.ToJson(schema)), "schema.json");
                SchemaFile.ToJson(read).Should().Be(SchemaFile.ToJson(schema), path);

                // Bytes that are no text are an anomaly of any data.
                broken.AddRange(SchemaValidator.Validate(read, profile, data).Where(a => a.Rule != RuleIds.SchemaInvalidText).Select(a => $"{Path.GetFileName(path)} {a.Rule} {a.Column}: {a.Found}"));
            }
        }

        broken.Should().BeEmpty();
        held.Should().BeGreaterThanOrEqualTo(atLeast);
    }

    private static (DataSource Data, DatasetProfile Profile)? Read(string path)
    {
        try
        {
            var data = DataFile.Open(path);
            return (data, ProfileBuilder.Build(data));
        }
        catch (InputException)
        {
            return null;
        }
    }
}
