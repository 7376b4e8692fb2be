using System.Text.Json;
using System.Text.Json.Serialization;
using MlGates.Comparison;
using MlGates.Gates;

namespace MlGates.Cli;

/// <summary>The request of the MSBuild task: one JSON file, because a command line cannot carry every path unharmed.</summary>
internal static class RequestFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<InconclusivePolicy>(JsonNamingPolicy.CamelCase) },
    };

    public static CheckArguments Read(string path)
    {
        try
        {
            var request = JsonSerializer.Deserialize<CheckArguments>(File.ReadAllBytes(path), Options)
                ?? throw new InputException(RuleIds.Usage, "The request is null.", new SourceLocation(path));
            return request.FalseBlockRate is null or (>= JudgementSettings.LeastFalseBlockRate and <= JudgementSettings.MostFalseBlockRate)
                ? request
                : throw new InputException(RuleIds.Usage, FormattableString.Invariant(
                    $"The false-block rate is {request.FalseBlockRate}; it must be from {JudgementSettings.LeastFalseBlockRate} to {JudgementSettings.MostFalseBlockRate}."), new SourceLocation(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException(RuleIds.Usage, $"The request cannot be read: {e.Message}", new SourceLocation(path), e);
        }
    }
}
