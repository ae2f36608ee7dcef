using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Laurel.Tests.House;

/// <summary>The code reads as one person would write it: lengths, names and words.</summary>
public sealed partial class CodeTests
{
    private const int LongestLine = 180;
    private const int LongestFile = 400;
    private const int LongestMethod = 60;

    [Fact]
    public void No_line_is_too_long_to_read() => Sources.All(".cs", ".razor", ".css", ".sql")
        .SelectMany(path => Sources.Lines(path).Select((line, i) => (path, i, line)))
        .Where(x => x.line.Length > LongestLine)
        .Select(x => $"{x.path}:{x.i + 1} has {x.line.Length} characters")
        .ShouldBeEmpty();

    [Fact]
    public void No_file_is_too_long_to_read() => Sources.All(".cs", ".razor", ".css")
        .Select(path => (path, count: Sources.Lines(path).Length))
        .Where(x => x.count > LongestFile)
        .Select(x => $"{x.path} has {x.count} lines")
        .ShouldBeEmpty();

    [Fact]
    public void No_method_is_too_long_to_read() => Sources.All(".cs")
        .SelectMany(path => CSharpSyntaxTree.ParseText(Sources.Text(path)).GetRoot().DescendantNodes()
            .OfType<BaseMethodDeclarationSyntax>()
            .Select(method => (path, method, lines: method.GetLocation().GetLineSpan() is var span ? span.EndLinePosition.Line - span.StartLinePosition.Line + 1 : 0)))
        .Where(x => x.lines > LongestMethod)
        .Select(x => $"{x.path}: {(x.method as MethodDeclarationSyntax)?.Identifier.Text ?? "constructor"} has {x.lines} lines")
        .ShouldBeEmpty();

    [Fact]
    public void Half_of_the_methods_are_at_most_seven_lines()
    {
        var lengths = Sources.All(".cs").Where(p => p.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(path => CSharpSyntaxTree.ParseText(Sources.Text(path)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .Select(m => m.GetLocation().GetLineSpan() is var span ? span.EndLinePosition.Line - span.StartLinePosition.Line + 1 : 0)
            .Order().ToArray();
        lengths[lengths.Length / 2].ShouldBeLessThanOrEqualTo(9);
    }

    [Fact]
    public void Types_are_named_after_what_they_are() => Sources.All(".cs")
        .SelectMany(path => CSharpSyntaxTree.ParseText(Sources.Text(path)).GetRoot().DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>().Select(type => (path, name: type.Identifier.Text)))
        .Where(x => EmptyName().IsMatch(x.name))
        .Select(x => $"{x.path}: {x.name}")
        .ShouldBeEmpty();

    [Fact]
    public void One_word_per_concept() => Sources.All(".cs", ".razor", ".en.json")
        .Where(path => !path.EndsWith("CodeTests.cs", StringComparison.Ordinal))
        .SelectMany(path => Sources.Lines(path).Select((line, i) => (path, i, line)))
        .Where(x => WrongWord().IsMatch(x.line))
        .Select(x => $"{x.path}:{x.i + 1} {x.line.Trim()}")
        .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() => Sources.All(".cs", ".razor", ".css", ".ts", ".js", ".sql")
        .Where(path => !path.EndsWith("CodeTests.cs", StringComparison.Ordinal))
        .SelectMany(path => Sources.Lines(path).Select((line, i) => (path, i, line)))
        .Where(x => Unfinished().IsMatch(x.line))
        .Select(x => $"{x.path}:{x.i + 1} {x.line.Trim()}")
        .ShouldBeEmpty();

    [GeneratedRegex("(Manager|Service|Helper|Processor|Dto|Impl|Utils?)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\b(programmes?|loyalty points account|end user)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WrongWord();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
