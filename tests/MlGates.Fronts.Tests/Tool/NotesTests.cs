using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using MlGates.Profiles;

namespace MlGates.Fronts.Tests.Tool;

public sealed class NotesTests
{
    private const string Ragged = "x,y\n1,2\n3\n4,5\n6,7,8\n9,10\n";

    [Fact]
    public void Profile_NameAgainstContentAndColumnLeftOut_AreNotedInReportAndFile()
    {
        using var folder = new ToolFolder();
        using (var file = File.Create(folder["rows.csv"]))
        {
            var map = new MapArray.Builder(new MapType(StringType.Default, Int32Type.Default));
            var batch = new RecordBatch.Builder()
                .Append("x", false, new Int32Array.Builder().Append(1).Append(2).Build())
                .Append("map", true, map.AppendNull().AppendNull().Build())
                .Build();
            using var writer = new ArrowFileWriter(file, batch.Schema);
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        folder.Run("profile", "rows.csv", "-o", "rows.profile.json").Should().Be(0);

        string[] notes = ["'rows.csv' is Arrow IPC, though its name ends in '.csv'; it is read as what it is.", "Column 'map' of 'rows.csv' is left out: it "];
        var lines = folder.Output.Split('\n');
        lines[0].Should().Be("rows.csv: 2 rows, 1 column");
        lines[1].Should().Be("Note: " + notes[0]);
        lines[2].Should().StartWith("Note: " + notes[1]);
        ProfileFile.Read(folder["rows.profile.json"]).Notes.Should().SatisfyRespectively(n => n.Should().Be(notes[0]), n => n.Should().StartWith(notes[1]));

        folder.Run("compare", "rows.profile.json", "rows.csv").Should().BeOneOf(0, 1, 2);
        folder.Error.Should().Contain("mlgates: note: baseline: " + notes[0]).And.Contain("mlgates: note: candidate: " + notes[0]);
    }

    [Fact]
    public void Profile_RefusedRows_AreCountedNamedAndKept()
    {
        using var folder = new ToolFolder().Write("ragged.csv", Ragged);

        folder.Run("profile", "ragged.csv", "--max-refused", "5", "-o", "ragged.profile.json").Should().Be(0);

        folder.Output.Split('\n')[0].Should().Be("ragged.csv: 3 rows, 2 more refused as malformed, 2 columns");
        folder.Output.Split('\n')[1].Should().StartWith("Note: ragged.csv(3,1) was refused: ");
        folder.Output.Split('\n')[2].Should().StartWith("Note: ragged.csv(5,1) was refused: ");
        folder.Error.Should().StartWith("3 rows, 2 refused, in ");
        var stored = ProfileFile.Read(folder["ragged.profile.json"]);
        (stored.Rows + stored.RowsRefused).Should().Be(Ragged.Count(c => c == '\n') - 1, "rows read and rows refused are the rows of the file");
        stored.Notes.Should().HaveCount(2);
        File.ReadAllText(folder["ragged.profile.json"]).Should().Be(ProfileFile.ToJson(stored));

        folder.Run("profile", "ragged.profile.json").Should().Be(0);
        folder.Output.Should().StartWith("ragged.csv: 3 rows, 2 more refused as malformed, 2 columns\nNote: ragged.csv(3,1) was refused: ");
    }

    [Fact]
    public void Compare_RefusedRows_AreSaidOnErrorAndInResults()
    {
        using var folder = new ToolFolder().WriteTrips("train.csv", 5_000, 0.6);
        var lines = File.ReadAllText(folder["train.csv"]);
        folder.Write("serving.csv", lines + "one\ntwo,fields\n");

        folder.Run("compare", "train.csv", "serving.csv", "--max-refused", "2", "--output", "json").Should().Be(0);

        folder.Error.Split('\n')[0].Should().Be("mlgates: note: candidate: rows refused as malformed and left out: 2");
        folder.Error.Split('\n')[1].Should().StartWith("mlgates: note: candidate: serving.csv(5002,1) was refused: ");
        folder.Output.Should().Contain("\"rows\": 5000,\n      \"rowsRefused\": 2").And.Contain("\"rowsRefused\": 0");

        folder.Run("compare", "train.csv", "serving.csv").Should().Be(2);
    }

    [Fact]
    public void Check_RefusedRowsOfAHistory_AreInResults()
    {
        using var folder = new ToolFolder().Write("loss.csv", "step,loss\n" + string.Concat(Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"{i},{0.1 + Math.Exp(-i / 10.0):R}\n"))) + "broken\n")
            .Write("mlgates.json", """{ "histories": { "fit": { "path": "loss.csv", "train": "loss", "maxRefusedRows": 1 } }, "checks": [ { "id": "loss", "check": "convergence", "history": "fit" } ] }""");

        folder.Run("check", "--results", "results.json").Should().BeOneOf(0, 1);

        var input = folder.Results().GetProperty("inputs")[0];
        input.GetProperty("rows").GetInt64().Should().Be(200);
        input.GetProperty("rowsRefused").GetInt64().Should().Be(1);
        folder.Error.Should().StartWith("mlgates: note: fit: rows refused as malformed and left out: 1\n");
    }
}
