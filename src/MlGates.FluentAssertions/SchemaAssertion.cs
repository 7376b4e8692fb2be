using FluentAssertions.Execution;
using MlGates.Data;
using MlGates.Gates;
using MlGates.Profiles;
using MlGates.Schemas;

namespace MlGates.Assertions;

/// <summary>What assertions on schemas share.</summary>
internal static class SchemaAssertion
{
    public static void Holds<T>(T? subject, Func<T, DatasetProfile> profile, DataSource? rows, DatasetSchema schema, SchemaCheck check, DatasetProfile? previous, DataSource? notIn, string because, object[] becauseArgs)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (subject is null)
        {
            Execute.Assertion.BecauseOf(because, becauseArgs).FailWith("Expected {context:dataset} to match its schema{reason}, but found <null>.");
            return;
        }

        check = check with { AsOf = check.AsOf ?? TimeProvider.System.GetUtcNow() };
        CheckAssertion.Examined(
            check, () => check.Examine(schema, profile(subject), rows, previous, notIn is null ? null : new OtherDataset(ProfileBuilder.Build(notIn), notIn)),
            "to match its schema", InconclusivePolicy.Fail, because, becauseArgs);
    }
}
