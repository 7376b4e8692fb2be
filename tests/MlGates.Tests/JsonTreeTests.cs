using System.Text;

namespace MlGates.Tests;

public sealed class PlanJsonTests
{
    [Fact]
    public void Parse_CommentsTrailingCommasAndMark_AreAllowedAndPlacesKept()
    {
        var value = Parse("\uFEFF// plan\n{ \"a\": [1, true,],\n  /* ü */ \"b\": \"x\", }\n");

        value.Properties.Select(p => p.Name).Should().Equal("a", "b");
        value.Properties[0].Value.Items[0].Location.Should().Be(new SourceLocation("plan.json", 2, 9));
        value.Properties[1].Location.Should().Be(new SourceLocation("plan.json", 3, 11), "columns count characters, not bytes");
        value.Properties[1].Value.Text.Should().Be("x");
    }

    [Theory]
    [InlineData("", 1, 1, "empty")]
    [InlineData(" \n\t", 1, 1, "empty")]
    [InlineData("{\n  \"a\": }", 2, 8, "not valid JSON")]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2 }", 3, 3, "not valid JSON")]
    [InlineData("{ \"a\": 1 } x", 1, 12, "not valid JSON")]
    [InlineData("{ \"a\": 1,\n \"a\": 2 }", 2, 2, "\"a\" stands twice in one object (first in line 1)")]
    [InlineData("{ \"a\": \"\\uD800\" }", 1, 8, "not valid")]
    public void Parse_Malformed_SaysWhere(string json, int line, int column, string part)
    {
        var error = FluentActions.Invoking(() => Parse(json)).Should().Throw<InputException>().Which;

        error.Rule.Should().Be(RuleIds.InvalidPlan);
        error.Message.Should().Contain(part);
        error.Location.Should().Be(new SourceLocation("plan.json", line, column));
    }

    [Fact]
    public void Parse_NestedTooDeep_IsAnErrorNotACrash() =>
        FluentActions.Invoking(() => Parse(new string('[', 100_000))).Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.InvalidPlan);

    [Fact]
    public void Parse_BrokenUtf8_IsAnError() =>
        FluentActions.Invoking(() => JsonTree.Parse([.. "{\"a\": \""u8, 0xC3, 0x28, .. "\"}"u8], new JsonFile("plan.json", "plan", RuleIds.InvalidPlan))).Should().Throw<InputException>().Which.Rule.Should().Be(RuleIds.InvalidPlan);

    private static JsonValue Parse(string json) => JsonTree.Parse(Encoding.UTF8.GetBytes(json), new JsonFile("plan.json", "plan", RuleIds.InvalidPlan));
}
