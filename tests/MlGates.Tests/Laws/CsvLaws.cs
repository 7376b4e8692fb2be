using System.Text;
using CsCheck;
using MlGates.Data;
using Sylvan.Data.Csv;

namespace MlGates.Tests.Laws;

/// <summary>
/// The CSV reader against Sylvan's on generated files, and against itself with other blocks and threads. 200 files of each kind;
/// <c>MLGATES_FUZZ=1 dotnet test tests/MlGates.Tests --filter FullyQualifiedName~CsvLaws</c> takes 10,000.
/// </summary>
public sealed class CsvLaws : IDisposable
{
    private static readonly int Files = Environment.GetEnvironmentVariable("MLGATES_FUZZ") is null ? 200 : 10_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.Const(""), Gen.Const("1"), Gen.Const("-2.5e3"), Gen.Const("é€𝄞"), Gen.Const(" x "), Gen.Const("it's"), Gen.Const("NA"),
        Gen.String[Gen.Char["abc ,;\"\n\r"], 0, 12], Gen.Char['a', 'z'].Array[0, 90].Select(c => new string(c)));

    private static readonly Gen<string> LineEnd = Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n"));

    // A file of old Mac line ends, or of all kinds. Not for Sylvan, which stumbles over a CR beside a quote.
    private static readonly Gen<string> AnyLineEnd = Gen.OneOf(LineEnd, Gen.Const("\r"));

    // Fields are quoted where they must be, and sometimes where they need not.
    private static Gen<(string Text, string Rows)> WellFormed(Gen<string> word, Gen<string> lineEnd) => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 60], lineEnd, Gen.Bool, Gen.Bool).SelectMany((columns, rows, end, mixed, last) =>
        Gen.Select(Gen.Select(word, Gen.Int[0, 3]).Array[columns].Array[rows], lineEnd.Array[rows], Gen.Int[0, 20].Array[rows]).Select((table, ends, blanks) =>
        {
            var text = new StringBuilder();
            for (var i = 0; i < rows; i++)
            {
                var ending = mixed ? ends[i] : end;
                text.Append(columns > 1 && blanks[i] == 0 ? ending : "");
                text.AppendJoin(',', table[i].Select(f => Quoted(f.Item1, f.Item2 == 0 || (columns == 1 && f.Item1.Length == 0))));
                text.Append(i + 1 < rows || last ? ending : "");
            }

            return (text.ToString(), string.Concat(table.Select(r => string.Join('¦', r.Select(f => f.Item1)) + '¶')));
        }));

    // Quotes, line ends and delimiters anywhere: mostly malformed.
    private static Gen<string> Anything(string lone) => Gen.OneOf(
        Gen.Const("a"), Gen.Const("bc"), Gen.Const(","), Gen.Const(","), Gen.Const("\""), Gen.Const("\"\""), Gen.Const(",\""), Gen.Const("\","), Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const(lone), Gen.Const("a,b\n"), Gen.Const("\"a\",b\"\n"))
        .Array[1, 40].Select(string.Concat);

    private static string Quoted(string text, bool always) =>
        always || text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    [Fact]
    public void WellFormedFiles_ReadAsSylvanReadsThem() => Gen.Select(WellFormed(Word.Select(w => w.Replace("\r", "", StringComparison.Ordinal)), LineEnd), Gen.Int[1, 300]).Sample((file, block) => SameAsSylvan(file.Text, block), iter: Files, threads: 1);

    [Fact]
    public void WellFormedFiles_ReadAsTheyWereWritten() => Gen.Select(WellFormed(Word, AnyLineEnd), Gen.Int[1, 300]).Sample((file, block) =>
    {
        var source = Source(file.Text, new CsvOptions { HasHeader = false, Missing = [], Delimiter = ',' });
        return Ours(source, lines: false) == file.Rows && Ours(WithBlocks(source, block), lines: false) == file.Rows;
    }, iter: Files, threads: 1);

    [Fact]
    public void AnyFiles_ReadAsSylvanReadsThem_OrAreRefused() => Gen.Select(Anything("\n"), Gen.Int[1, 50]).Sample((text, block) => SameAsSylvan(text, block), iter: Files, threads: 1);

    [Fact]
    public void Blocks_OfAnySizeOnAnyThread_GiveTheSameRows() => Gen.Select(Gen.OneOf(WellFormed(Word, AnyLineEnd).Select(f => f.Text), Anything("\r")), Gen.Int[1, 200], Gen.Int[0, 2]).Sample((text, block, refused) =>
    {
        var source = Source(text, new CsvOptions { HasHeader = false, Delimiter = ',', Missing = ["", "NA"], MaxRefusedRows = refused });
        return Ours(source) == Ours(WithBlocks(source, block)) && Ours(source) == InParallel(WithBlocks(source, block));
    }, iter: Files, threads: 1);

    [Fact]
    public void SelectedColumns_AreThoseOfAllColumns() => Gen.Select(WellFormed(Word, AnyLineEnd).Select(f => f.Text), Gen.Int[1, 200]).Sample((text, block) =>
    {
        var source = WithBlocks(Source(text, new CsvOptions { HasHeader = false, Delimiter = ',', Missing = [] }), block);
        return Rows(source.Open(ColumnSelection.Matching("c1"))).Select(r => r[0]).SequenceEqual(Rows(source.Open()).Select(r => r[0]));
    }, iter: Files, threads: 1);

    [Fact]
    public void Comments_AreNoRows() => Gen.Select(WellFormed(Word.Select(w => w.Replace("\r", "", StringComparison.Ordinal)), LineEnd).Select(f => f.Text), Gen.Int[1, 200]).Sample((text, block) =>
    {
        // A comment before each row: quotes and delimiters in it mean nothing.
        var options = new CsvOptions { HasHeader = false, Delimiter = ',', Missing = [], Quote = null };
        var plain = text.Replace("\"", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal);
        var commented = string.Concat(plain.Split('\n').Select(line => $"#\"x,\"\"y\n{line}\n"));
        return Ours(Source(plain + "\n", options), lines: false) == Ours(WithBlocks(Source(commented, options with { Comment = '#', Quote = '"' }), block), lines: false);
    }, iter: Files, threads: 1);

    private bool SameAsSylvan(string text, int block)
    {
        var source = Source(text, new CsvOptions { HasHeader = false, Missing = [], Delimiter = ',' });
        var expected = Sylvan(text);
        return Ours(source, lines: false) == expected && Ours(WithBlocks(source, block), lines: false) == expected;
    }

    private CsvSource Source(string text, CsvOptions options) => new(_folder.Write("law.csv", text), options);

    private static CsvSource WithBlocks(CsvSource source, int bytes) => new(source.Path, source.Options) { BlockBytes = bytes };

    private static string Sylvan(string text)
    {
        var rows = new StringBuilder();
        try
        {
            using var csv = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions
            {
                HasHeaders = false, Delimiter = ',', CsvStyle = CsvStyle.Standard, Comment = '\uDFFF', ResultSetMode = ResultSetMode.SingleResult,
            });
            var columns = 0;
            while (csv.Read())
            {
                if (csv.RowFieldCount == 1 && columns != 1 && csv.GetRawRecordSpan().TrimEnd("\r\n").IsEmpty)
                {
                    continue;
                }

                columns = columns == 0 ? csv.RowFieldCount : columns;
                if (csv.RowFieldCount != columns)
                {
                    return RuleIds.InputMalformed;
                }

                rows.AppendJoin('¦', Enumerable.Range(0, columns).Select(i => csv.GetFieldSpan(i).ToString())).Append('¶');
            }

            return columns == 0 ? RuleIds.InputEmpty : rows.ToString();
        }
        catch (CsvFormatException)
        {
            return RuleIds.InputMalformed;
        }
    }

    private static string Ours(CsvSource source, bool lines = true)
    {
        try
        {
            using var reader = source.Open();
            return Text(Rows(reader), lines) + (lines ? Refused(reader.RowsRefused, reader.FirstRefused) : "");
        }
        catch (InputException e)
        {
            return lines ? $"{e.Rule} {e.Location} {e.Message}" : e.Rule;
        }
    }

    private static string Refused(long count, IReadOnlyList<RefusedRow> first) => $"{count}: {string.Join(' ', first)}";

    private static string Text(IEnumerable<string[]> rows, bool lines) => string.Concat(rows.Select(r => string.Join('¦', lines ? r : r[..^1]) + '¶'));

    // Takes all blocks first, then reads them on two threads from the last to the first. Of several failures the earliest in the file counts.
    private static string InParallel(CsvSource source)
    {
        try
        {
            using var reader = source.OpenBlocks(ColumnSelection.All);
            var blocks = new List<RowBlock>();
            InputException? end = null;
            try
            {
                while (reader.Next() is { } block)
                {
                    blocks.Add(block);
                }
            }
            catch (InputException e)
            {
                end = e;
            }

            var rows = new List<string[]>[blocks.Count];
            var failures = new InputException?[blocks.Count];
            Parallel.For(0, blocks.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
            {
                var last = blocks.Count - 1 - i;
                try
                {
                    rows[last] = Read(blocks[last], reader.Columns.Count);
                }
                catch (InputException e)
                {
                    failures[last] = e;
                }
            });
            var refused = blocks.Sum(b => b.RowsRefused);
            blocks.ForEach(b => b.Dispose());
            return (Array.Find(failures, f => f is not null) ?? end) is { } failure
                ? throw failure
                : Text(rows.SelectMany(r => r), lines: true) + Refused(refused, reader.FirstRefused);
        }
        catch (InputException e)
        {
            return $"{e.Rule} {e.Location} {e.Message}";
        }

        static List<string[]> Read(RowBlock block, int columns)
        {
            var found = new List<string[]>();
            var batch = new RowBatch(columns);
            while (block.Read(batch))
            {
                Add(batch, found);
            }

            return found;
        }
    }

    private static List<string[]> Rows(BatchReader reader)
    {
        var rows = new List<string[]>();
        for (var batch = reader.NewBatch(); reader.Read(batch);)
        {
            Add(batch, rows);
        }

        return rows;
    }

    private static void Add(RowBatch batch, List<string[]> rows)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            rows.Add([.. batch.Columns.Select(c => c.Missing[i] ? "∅" : Encoding.UTF8.GetString(c.Text(i))), $"{batch.Line(i)}"]);
        }
    }
}
