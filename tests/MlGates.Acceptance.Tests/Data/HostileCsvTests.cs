using MlGates.Data;

namespace MlGates.Acceptance.Data;

/// <summary>What becomes of each hostile CSV file, with a header and default options: rows x columns and missing values, or the one error.</summary>
public sealed class HostileCsvTests
{
    [SharedFact]
    public void Files_AreAllBelow() =>
        Directory.GetFiles(Shared.Path("data", "hostile", "csv"), "*", SearchOption.AllDirectories).Should().HaveCount(36);

    [SharedTheory]
    [InlineData("arrow-fuzz/clusterfuzz-testcase-minimized-arrow-csv-fuzz-4523557272223744", "2 x 1, 0 missing")]
    [InlineData("arrow-fuzz/clusterfuzz-testcase-minimized-arrow-csv-fuzz-5003506164760576", "1 x 5, 1 missing")]
    [InlineData("arrow-fuzz/clusterfuzz-testcase-minimized-arrow-csv-fuzz-5085419734892544", "MLG0005 line 1: A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.")]
    [InlineData("arrow-fuzz/clusterfuzz-testcase-minimized-arrow-csv-fuzz-5600990083743744", "MLG0005 line 176: A byte is not valid utf-8; save the file as UTF-8 or set its encoding.")]
    [InlineData("csv-parser/bench_latin.csv", "2 x 3, 0 missing")]
    [InlineData("csv-parser/comment.csv", "MLG0005 line 2: 3 fields found where the header has 1; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("csv-parser/empty-columns.csv", "1 x 3, 2 missing")]
    [InlineData("csv-parser/escape-quotes.csv", "3 x 2, 0 missing")]
    [InlineData("csv-parser/no-headers.csv", "MLG0005 line 4: 4 fields found where the header has 3; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("csv-parser/option-comment.csv", "MLG0005 line 2: 3 fields found where the header has 1; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("csv-parser/strict-false-more-columns.csv", "MLG0005 line 3: 4 fields found where the header has 3; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("csv-spectrum/empty_crlf.csv", "2 x 3, 2 missing")]
    [InlineData("csv-spectrum/empty_crlf.json", "MLG0005 line 1: The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.")]
    [InlineData("csv-spectrum/escaped_quotes.csv", "2 x 2, 0 missing")]
    [InlineData("csv-spectrum/escaped_quotes.json", "MLG0005 line 1: The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.")]
    [InlineData("csv-spectrum/json.csv", "1 x 2, 0 missing")]
    [InlineData("csv-spectrum/json.json", "MLG0005 line 1: The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.")]
    [InlineData("csv-spectrum/newlines.csv", "3 x 3, 0 missing")]
    [InlineData("csv-spectrum/newlines.json", "MLG0005 line 1: The file is JSON, not CSV; a stored profile is read as one where its name ends in .profile.json.")]
    [InlineData("mlnet/QuotingData.csv", "3 x 2, 0 missing")]
    [InlineData("mlnet/dataEmpty.csv", "MLG0004 line 0: 'dataEmpty.csv' holds a header and no rows; check the step that wrote it.")]
    [InlineData("mlnet/dates1.csv", "3 x 1, 0 missing")]
    [InlineData("mlnet/missing_fields.csv", "MLG0005 line 10: 4 fields found where the header has 7; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("mlnet/multiline-escapechar.csv", "MLG0005 line 3: 3 fields found where the header has 1; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("mlnet/multiline.csv", "MLG0005 line 3: 3 fields found where the header has 1; quote a field that holds the delimiter, or complete the row.")]
    [InlineData("readr/basic-df-singlequote.csv", "10 x 4, 0 missing")]
    [InlineData("readr/eol-cr.csv", "3 x 2, 0 missing")]
    [InlineData("readr/eol-cr.txt.gz", "3 x 1, 0 missing")]
    [InlineData("readr/eol-cr.txt.xz", "MLG0005 line 1: The file is compressed with xz, not CSV.")]
    [InlineData("readr/eol-cr.txt.zip", "MLG0005 line 1: The file is a zip archive, not CSV.")]
    [InlineData("readr/eol-crlf.csv", "3 x 2, 0 missing")]
    [InlineData("readr/eol-lf.txt", "3 x 1, 0 missing")]
    [InlineData("readr/massey-rating.txt", "10 x 1, 0 missing")]
    [InlineData("readr/raw.csv", "MLG0005 line 2: A NUL character was found: the file is binary, or UTF-16 without a byte order mark; save it as UTF-8 text.")]
    [InlineData("tfx/csv_empty.csv", "3 x 4, 4 missing")]
    [InlineData("tfx/csv_multi_line_string.csv", "3 x 4, 0 missing")]
    public void File_IsReadOrRefused(string name, string expected) => Outcome(name, new CsvOptions()).Should().Be(expected);

    [SharedTheory]
    [InlineData("csv-parser/comment.csv", '#', "1 x 3, 0 missing")]
    [InlineData("csv-parser/option-comment.csv", '~', "1 x 3, 0 missing")]
    [InlineData("mlnet/multiline.csv", '/', "MLG0005 line 13: 2 fields found where the header has 3; quote a field that holds the delimiter, or complete the row.")]
    public void File_WithComments_IsReadWhereTheyAreNamed(string name, char comment, string expected) =>
        Outcome(name, new CsvOptions { Comment = comment }).Should().Be(expected);

    [SharedTheory]
    [InlineData("csv-parser/no-headers.csv", 1, "2 x 3, 0 missing")]
    [InlineData("csv-parser/strict-false-more-columns.csv", 1, "2 x 3, 0 missing")]
    [InlineData("readr/raw.csv", 1, "0 x 2, 0 missing")]
    public void File_WithMalformedRows_IsReadWithoutThem(string name, int refused, string expected) =>
        Outcome(name, new CsvOptions { MaxRefusedRows = refused }).Should().Be(expected);

    [SharedFact]
    public void SingleQuotes_AreQuotesWhereTheyAreNamed()
    {
        var table = ColumnValues.Read(new CsvSource(Shared.Path("data", "hostile", "csv", "readr", "basic-df-singlequote.csv"), new CsvOptions { Quote = '\'' }), [], ["d"]);

        table.Texts("d").Values.Should().StartWith(["m", "z", "r"]);
    }

    private static string Outcome(string name, CsvOptions options)
    {
        try
        {
            using var reader = new CsvSource(Shared.Path(["data", "hostile", "csv", .. name.Split('/')]), options) { DisplayPath = Path.GetFileName(name) }.Open();
            var (rows, missing) = (0L, 0);
            for (var batch = reader.NewBatch(); reader.Read(batch); rows += batch.Count)
            {
                missing += batch.Columns.Sum(c => c.MissingCount);
            }

            return $"{rows} x {reader.Columns.Count}, {missing} missing";
        }
        catch (InputException e)
        {
            return $"{e.Rule} line {e.Location!.Line}: {e.Message}";
        }
    }
}
