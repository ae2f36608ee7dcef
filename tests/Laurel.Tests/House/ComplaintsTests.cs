using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.House;

/// <summary>What users of other systems complained of is tried here, complaint by complaint.</summary>
public sealed partial class ComplaintsTests
{
    [Fact]
    public void Every_complaint_is_named_by_a_test()
    {
        var tests = string.Concat(Sources.All(".cs", ".yaml")
            .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && !path.EndsWith("ComplaintsTests.cs", StringComparison.Ordinal)).Select(Sources.Text));
        var complaints = File.ReadAllLines(SharedFolder.Path("complaints.md")).Where(line => Numbered().IsMatch(line)).ToList();
        complaints.Count.ShouldBe(25);
        complaints.SelectMany(line => Reference().Matches(line)).Select(m => m.Value).Where(r => !Regex.IsMatch(tests, r + @"\b"))
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\d+\. ")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"#\d+")]
    private static partial Regex Reference();
}
