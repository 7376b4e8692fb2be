using MlGates.Gates;

namespace MlGates.Reporting;

/// <summary>Writes a verdict as text. Pure: the same verdict gives the same text, outside the parts that say time and machine.</summary>
public interface IReportWriter
{
    /// <summary>The format's name in <c>--report FORMAT=PATH</c>.</summary>
    string Format { get; }

    /// <summary>Writes the report. Lines end in <c>\n</c>.</summary>
    void Write(GateVerdict verdict, TextWriter writer);
}
