using System.Text.Json;
using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>results.json, version 1: every check and subject with its numbers. Time, duration and machine are in <c>environment</c> alone.</summary>
public sealed class ResultsJson : IReportWriter
{
    private const int SchemaVersion = 1;

    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public void Write(GateVerdict verdict, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(JsonText.Write(json => Write(verdict, json)));
    }

    private static void Write(GateVerdict verdict, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("tool", "mlgates " + ToolVersion.Full);
        if (verdict.Plan is { } plan)
        {
            json.WriteStartObject("plan");
            json.WriteString("path", plan.Path);
            json.WriteString("sha256", plan.Sha256);
            json.WriteEndObject();
        }

        json.WriteString("verdict", Word(verdict.Verdict));
        json.WriteNumber("falseBlockRate", verdict.FalseBlockRate);
        json.WriteString("onInconclusive", Word(verdict.OnInconclusive));
        json.WriteStartObject("counts");
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            json.WriteNumber(Word(outcome), verdict.Count(outcome));
        }

        json.WriteNumber("waived", 0);
        json.WriteEndObject();
        json.WriteStartArray("inputs");
        foreach (var input in verdict.Inputs)
        {
            Write(input, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var finding in verdict.Findings)
        {
            Write(finding, json);
        }

        json.WriteEndArray();
        Write([.. verdict.Results.Where(r => r.Without is not null)], json);
        json.WriteStartObject("environment");
        json.WriteString("startedAt", verdict.Environment.StartedAt);
        json.WriteNumber("seconds", verdict.Environment.Seconds);
        json.WriteString("machine", verdict.Environment.Machine);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(CheckResult[] turned, Utf8JsonWriter json)
    {
        if (turned.Length == 0)
        {
            return;
        }

        json.WriteStartArray("without");
        foreach (var result in turned)
        {
            json.WriteStartObject();
            json.WriteString("id", result.CheckId);
            json.WritePropertyName("columns");
            JsonText.Value(json, result.Without!.Columns);
            json.WriteString("outcome", Word(result.Without.Outcome));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(InputRecord input, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", input.Name);
        json.WriteString("path", input.Path);
        json.WriteString("sha256", input.Sha256);
        if (input.Rows is { } rows)
        {
            json.WriteNumber("rows", rows);
        }

        if (input.Rows is not null || input.RowsRefused > 0)
        {
            json.WriteNumber("rowsRefused", input.RowsRefused);
        }

        json.WriteEndObject();
    }

    private static void Write(Finding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.CheckId);
        json.WriteString("rule", finding.Rule);
        json.WriteString("subject", finding.Subject);
        json.WriteString("outcome", Word(finding.Outcome));
        if (finding.Severity is { } severity)
        {
            json.WriteString("severity", Word(severity));
        }

        if (finding.Measure is { } measure)
        {
            json.WriteString("measure", measure);
        }

        if (finding.Observed is { } observed)
        {
            json.WriteStartObject("observed");
            JsonText.Number(json, "value", observed.Value);
            JsonText.Number(json, "lower", observed.Lower);
            JsonText.Number(json, "upper", observed.Upper);
            json.WritePropertyName("n");
            JsonText.Value(json, observed.N);
            json.WriteEndObject();
        }

        if (finding.Limit is { } limit)
        {
            json.WriteStartObject("limit");
            JsonText.Number(json, "atMost", limit.AtMost);
            JsonText.Number(json, "atLeast", limit.AtLeast);
            json.WriteEndObject();
        }

        JsonText.Number(json, "pFail", finding.PFail);
        JsonText.Number(json, "pPass", finding.PPass);
        JsonText.Number(json, "power", finding.Power);
        JsonText.Number(json, "minimumDetectable", finding.MinimumDetectable);
        if (finding.RowsNeeded is { } rows)
        {
            json.WriteNumber("rowsNeeded", rows);
        }

        if (finding.Carriers.Count > 0)
        {
            json.WriteStartArray("carriers");
            foreach (var carrier in finding.Carriers)
            {
                json.WriteStartObject();
                json.WriteString("name", carrier.Name);
                JsonText.Number(json, "baseline", carrier.Baseline);
                JsonText.Number(json, "candidate", carrier.Candidate);
                JsonText.Number(json, "part", carrier.Part);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (finding.Slices.Count > 0)
        {
            json.WriteStartArray("slices");
            foreach (var slice in finding.Slices)
            {
                json.WriteStartObject();
                json.WriteString("name", slice.Name);
                JsonText.Number(json, "value", slice.Value);
                JsonText.Number(json, "lower", slice.Lower);
                JsonText.Number(json, "upper", slice.Upper);
                json.WritePropertyName("n");
                JsonText.Value(json, new[] { slice.BaselineRows, slice.CandidateRows });
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteString("message", finding.Message);
        json.WritePropertyName("details");
        JsonText.Value(json, finding.Details);
        if (finding.Location is { } location)
        {
            json.WriteStartObject("location");
            json.WriteString("file", location.File);
            if (location.Line > 0)
            {
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
            }

            json.WriteEndObject();
        }

        json.WriteString("help", RuleCatalog.Find(finding.Rule)?.HelpPath);
        json.WriteEndObject();
    }

    // Names of the format are the enumerations' names in camel case.
    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
