using System.Globalization;
using System.Text;
using MlGates.Data;
using Xunit.Abstractions;

namespace MlGates.Acceptance.Data;

/// <summary>Parquet files that others wrote to break readers: each is read right or refused with one clear error.</summary>
public sealed class ParquetFilesTests(ITestOutputHelper output)
{
    // Rows, columns and the first row, as the files' own documentation or other readers have them.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["alltypes_plain.parquet"] = "8 x 11: 4|true|0|0|0|0|0|0|03/01/09|0|1235865600",
        ["alltypes_plain.snappy.parquet"] = "2 x 11: 6|true|0|0|0|0|0|0|04/01/09|0|1238544000",
        ["binary_truncated_min_max.parquet"] = "12 x 6: Blart Versenwald III|Blart Versenwald III|Blart Versenwald III|Blart Versenwald III|Blart Versenwald III|Blart Versenwald III",
        ["data_index_bloom_encoding_stats.parquet"] = "14 x 1: Hello",
        ["data_index_bloom_encoding_with_length.parquet"] = "14 x 1: Hello",
        ["datapage_v2_empty_datapage.snappy.parquet"] = "1 x 1: ∅",
        ["dict-page-offset-zero.parquet"] = "39 x 1: 1552",
        ["fixed_length_decimal.parquet"] = "24 x 1: 1",
        ["fixed_length_decimal_legacy.parquet"] = "24 x 1: 1",
        ["int32_decimal.parquet"] = "24 x 1: 1",
        ["lz4_raw_compressed.parquet"] = "4 x 3: 1593604800|abc|42",
        ["map_no_value.parquet"] = "3 x 1: [1,2,3]",
        ["nan_in_stats.parquet"] = "2 x 1: 1",
        ["nested_maps.snappy.parquet"] = "6 x 2: 1|1",
        ["nested_structs.rust.parquet"] = "1 x 216: …",
        ["non_hadoop_lz4_compressed.parquet"] = "4 x 3: 1593604800|abc|42",
        ["page_v2_empty_compressed.parquet"] = "10 x 1: ∅",
        ["repeated_primitive_no_list.parquet"] = "4 x 4: [0,1,2,3]|[foo,zero,one,two]|[0,1,2,3]|[foo,zero,one,two]",
        ["unknown-logical-type.parquet"] = "3 x 2: known string 1|unknown string 1",
    };

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["ARROW-GH-45185.parquet"] = "continues a row that was not begun",
        ["ARROW-RS-GH-6229-DICTHEADER.parquet"] = "two dictionaries",
        ["PARQUET-1481.parquet"] = "of a type that there is not",
        ["datapage_v1-corrupt-checksum.parquet"] = "checksum",
        ["rle-dict-uncompressed-corrupt-checksum.parquet"] = "checksum",
        ["encrypt_columns_and_footer.parquet.encrypted"] = "encrypted",
        ["encrypt_columns_plaintext_footer.parquet.encrypted"] = "encrypted",
        ["uniform_encryption.parquet.encrypted"] = "encrypted",
        ["large_string_map.brotli.parquet"] = "is a map",
        ["old_list_structure.parquet"] = "is a list of lists",
        ["repeated_no_annotation.parquet"] = "claims 0 rows, its row groups 6",
    };

    [SharedFact]
    public void HostileParquet_EveryFile_IsReadRightOrRefusedClearly()
    {
        var files = Directory.EnumerateFiles(Shared.Path("data", "hostile", "parquet"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        files.Should().HaveCount(98);
        foreach (var file in files)
        {
            var name = Path.GetFileName(file);
            try
            {
                var found = Read(new ParquetSource(file, []));
                output.WriteLine($"{name}: {found}");
                Known.Should().ContainKey(name);
                found.Should().Match(Known[name].Replace("…", "*", StringComparison.Ordinal));
            }
            catch (InputException e)
            {
                output.WriteLine($"{name}: {e.Rule} {e.Message}");
                e.Rule.Should().Be("MLG0005", "{0}", name);
                e.Message.Should().NotContainAny(["Exception", "Index was", "   at "]);
                if (!file.Contains("arrow-fuzz", StringComparison.Ordinal))
                {
                    Refused.Should().ContainKey(name);
                    e.Message.Should().Contain(Refused[name]);
                }
            }
        }
    }

    [SharedFact]
    public void HostileParquet_ThroughTheFactory_NeverCrashes()
    {
        foreach (var file in Directory.EnumerateFiles(Shared.Path("data", "hostile", "parquet"), "*", SearchOption.AllDirectories))
        {
            var read = () => Read(DataFile.Open(file));
            try
            {
                read();
            }
            catch (InputException e)
            {
                e.Rule.Should().StartWith("MLG000");
            }
        }
    }

    [SharedFact]
    public void Decimals_OneToTwentyFour_AreRead()
    {
        foreach (var name in new[] { "fixed_length_decimal.parquet", "fixed_length_decimal_legacy.parquet", "int32_decimal.parquet" })
        {
            ColumnValues.ReadNumbers(new ParquetSource(Shared.Path("data", "hostile", "parquet", "data", name)), "value").Values
                .Should().Equal(Enumerable.Range(1, 24).Select(i => (double)i), "{0}", name);
        }
    }

    [SharedFact]
    public void Taxi_ParquetAndCsv_HoldTheSameValues()
    {
        // Both were drawn from the same trips: each row of the Parquet stands in the CSV, value for value.
        var parquet = new ParquetSource(Shared.Path("data", "chicago_taxi", "taxi.parquet"));
        string[] names;
        using (var reader = parquet.Open())
        {
            names = [.. reader.Columns.Select(c => c.Name)];
        }

        var known = Rows(new CsvSource(Shared.Path("data", "chicago_taxi", "big_tipper.csv")), names).ToHashSet();
        var rows = Rows(parquet, names);
        rows.Should().HaveCount(10000);
        rows.Where(r => !known.Contains(r)).Should().BeEmpty();
    }

    [SharedFact]
    public void Taxi_TextColumns_ComeAsCodes()
    {
        using var reader = new ParquetSource(Shared.Path("data", "chicago_taxi", "taxi.parquet")).Open(ColumnSelection.Matching("company", "payment_type"));
        var batch = reader.NewBatch();
        while (reader.Read(batch))
        {
            Array.ForEach(batch.Columns, c => c.Codes.Length.Should().Be(c.Count));
        }
    }

    private static List<string> Rows(DataSource source, string[] names)
    {
        var table = ColumnValues.Read(source, [], names);
        var columns = Array.ConvertAll(names, n => table.Texts(n).Values);
        return [.. Enumerable.Range(0, table.Rows).Select(r => string.Join('|', columns.Select(c =>
            double.TryParse(c[r], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Shown(number) : c[r])))];
    }

    // Who wrote the Parquet read the CSV with a parser that is off by a bit at times, and wrote missing text as nan.
    private static string Shown(double number) => double.IsNaN(number) ? "" : number.ToString("G12", CultureInfo.InvariantCulture);

    private static string Read(DataSource source)
    {
        using var reader = source.OpenBlocks(ColumnSelection.All);
        var batch = new RowBatch(reader.Columns.Count);
        var (rows, first) = (0L, "");
        while (reader.Next() is { } block)
        {
            for (; block.Read(batch); rows += batch.Count)
            {
                first = rows == 0 ? string.Join('|', batch.Columns.Select(First)) : first;
            }

            block.Dispose();
        }

        return string.Create(CultureInfo.InvariantCulture, $"{rows} x {reader.Columns.Count}: {first}");
    }

    private static string First(ColumnBatch column)
    {
        if (column.Missing[0])
        {
            return "∅";
        }

        var values = Enumerable.Range(0, column.IsList ? column.RowEnds[0] : 1).Select(i => column.Encoding switch
        {
            ColumnEncoding.Float64 => column.Numbers[i].ToString("R", CultureInfo.InvariantCulture),
            ColumnEncoding.Int64 => column.Integers[i].ToString(CultureInfo.InvariantCulture),
            ColumnEncoding.Boolean => column.Booleans[i] ? "true" : "false",
            _ => Encoding.UTF8.GetString(column.Text(i)),
        });
        return column.IsList ? $"[{string.Join(',', values)}]" : values.Single();
    }
}
