using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlGates;

/// <summary>Writes JSON as all of MlGates' files have it: indented, <c>\n</c>, shortest round-trip numbers, NaN and infinities as strings.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) + "\n";
    }

    /// <summary>Writes the member unless the value is null.</summary>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WritePropertyName(name);
            Number(json, number);
        }
    }

    /// <summary>Writes numbers on one line, so that a change of one is a change of one line.</summary>
    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values) =>
        Raw(json, name, values.Select(v => double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : throw new ArgumentException("Only finite numbers stand in lists.", nameof(values))));

    /// <summary>Writes counts on one line.</summary>
    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<long> values) =>
        Raw(json, name, values.Select(v => v.ToString(CultureInfo.InvariantCulture)));

    public static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static void Raw(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", values)}]");
    }

    /// <summary>Writes null, strings, booleans, whole and floating numbers, maps in ordinal order, and lists of them.</summary>
    public static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number:
                Number(json, number);
                break;
            case IReadOnlyDictionary<string, object?> map:
                json.WriteStartObject();
                foreach (var (key, item) in map.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(key);
                    Value(json, item);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Value(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType()} cannot be written.", nameof(value));
        }
    }
}
