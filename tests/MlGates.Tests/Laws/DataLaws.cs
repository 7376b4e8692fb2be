using System.Globalization;
using System.Text;
using CsCheck;
using MlGates.Data;
using MlGates.Profiles;

namespace MlGates.Tests.Laws;

/// <summary>Whatever a file holds: it is profiled, or refused with a rule; and values are read as the framework reads them.</summary>
public sealed class DataLaws : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly Gen<byte[]> CsvLike = Gen.OneOf(
        Gen.OneOf(Gen.Const("a"), Gen.Const("1"), Gen.Const(","), Gen.Const("\""), Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("é"), Gen.Const(" "), Gen.Const("-0.5"), Gen.Const("NaN"), Gen.Const("true"), Gen.Const("2024-01-01"))
            .Array[0, 60].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))),
        Gen.Byte.Array[0, 60]);

    [Fact]
    public void Csv_AnyBytes_AreProfiledOrRefused() => Gen.Select(CsvLike, Gen.Bool).Sample((bytes, header) =>
    {
        var source = new CsvSource(_folder.Write("any.csv", bytes), new CsvOptions { HasHeader = header });
        try
        {
            var one = ProfileBuilder.Build(source, new ProfileOptions { Threads = 1 });
            var two = ProfileBuilder.Build(source, new ProfileOptions { Threads = 2 });
            return ProfileFile.ToJson(one) == ProfileFile.ToJson(two);
        }
        catch (InputException e)
        {
            return e.Rule is RuleIds.InputEmpty or RuleIds.InputMalformed && e.Location is not null;
        }
    }, iter: 2000, threads: 1);

    [Fact]
    public void Csv_QuotedValues_ComeBackAsTheyWere()
    {
        var text = Gen.String[Gen.OneOf(Gen.Char["a,\"\n\r é;"], Gen.Char.AlphaNumeric), 0, 6];
        Gen.Select(text.Array[1, 20], text.Array[1, 20]).Sample((a, b) =>
        {
            var rows = Enumerable.Range(0, Math.Min(a.Length, b.Length)).ToArray();
            var path = _folder.Write("quoted.csv", "a,b\n" + string.Concat(rows.Select(i => $"{Quote(a[i])},{Quote(b[i])}\n")));
            var table = ColumnValues.Read(new CsvSource(path, new CsvOptions { Missing = [] }), [], ["a", "b"]);
            return rows.All(i => table.Texts("a").Values[i] == a[i] && table.Texts("b").Values[i] == b[i])
                && table.Locate(rows.Length - 1)!.Line == 2 + rows[..^1].Sum(i => Lines(a[i], b[i]));
        }, iter: 500, threads: 1);
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A line ends at LF, CR LF or CR.
    private static int Lines(string a, string b) => 1 + Breaks(a) + Breaks(b);

    private static int Breaks(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r');

    [Fact]
    public void Timestamps_AreThoseOfTheFramework() => Gen.Select(Gen.Long[0, 2_500_000_000L], Gen.Int[0, 9_999_999], Gen.Int[-13 * 60, 13 * 60]).Sample((seconds, fraction, offset) =>
    {
        var time = DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(fraction).ToOffset(TimeSpan.FromMinutes(offset));
        var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
        return Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out var parsed) && parsed == Timestamp.Seconds(time.UtcDateTime);
    }, iter: 500);

    [Theory]
    [InlineData("2024-01-01", 1704067200)]
    [InlineData("2024-01-01T00:00", 1704067200)]
    [InlineData("2024-01-01 00:00:01Z", 1704067201)]
    [InlineData("2024-01-01t01:00:00,5+0100", 1704067200.5)]
    [InlineData("2024-01-01T00:00:00-01", 1704070800)]
    [InlineData("1969-12-31T23:59:59Z", -1)]
    [InlineData("2016-12-31T23:59:60Z", 1483228800)]
    public void Timestamp_Form_IsRead(string text, double seconds)
    {
        Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out var parsed).Should().BeTrue();
        parsed.Should().Be(seconds);
    }

    [Theory]
    [InlineData("2024-1-01")]
    [InlineData("2024-13-01")]
    [InlineData("2024-02-30")]
    [InlineData("0000-01-01")]
    [InlineData("2024-01-01T")]
    [InlineData("2024-01-01T24:00")]
    [InlineData("2024-01-01T00:60")]
    [InlineData("2024-01-01T00:00:00.")]
    [InlineData("2024-01-01T00:00:00+")]
    [InlineData("2024-01-01T00:00:00+01:")]
    [InlineData("2024-01-01T00:00:00+01:60")]
    [InlineData("2024-01-01 ")]
    [InlineData("01/02/2024")]
    [InlineData("20240101")]
    public void Timestamp_OtherForm_IsText(string text) => Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out _).Should().BeFalse();

    [Theory]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("+1e-3", 0.001)]
    [InlineData("1E5", 100000)]
    [InlineData("\t-2 ", -2)]
    [InlineData("-INF", double.NegativeInfinity)]
    [InlineData("+infinity", double.PositiveInfinity)]
    [InlineData("nan", double.NaN)]
    [InlineData("1e999", double.PositiveInfinity)]
    public void Number_Form_IsRead(string text, double expected)
    {
        TextValue.TryNumber(Encoding.UTF8.GetBytes(text), out var value).Should().BeTrue();
        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("1,5")]
    [InlineData("1 5")]
    [InlineData("1e")]
    [InlineData("0x1F")]
    [InlineData("(1)")]
    [InlineData("1_000")]
    [InlineData("$1")]
    [InlineData("infinit")]
    [InlineData("٣")]
    public void Number_OtherForm_IsText(string text) => TextValue.TryNumber(Encoding.UTF8.GetBytes(text), out _).Should().BeFalse();

    [Fact]
    public void Memory_DoesNotGrowWithTheRows()
    {
        // One thread, so that its allocations are all there are; a block is 1 MiB.
        long Allocated(int rows)
        {
            var path = _folder.Write($"{rows}.csv", "a,b,c\n" + string.Concat(Enumerable.Range(0, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i / 7.0},k{i},{i % 9}\n"))));
            var before = GC.GetAllocatedBytesForCurrentThread();
            ProfileBuilder.Build(new CsvSource(path) { BlockBytes = 1 << 20 }, new ProfileOptions { Threads = 1 });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // A sketch has one level more for each doubling of the rows.
        Allocated(100_000);
        (Allocated(400_000) - Allocated(100_000)).Should().BeLessThan(1_000_000, "states and buffers are allocated once, rows not at all");
    }
}
