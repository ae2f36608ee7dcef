using System.Text.RegularExpressions;
using Laurel.Server.Ui;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Http;

public sealed partial class StoryTests
{
    /// <summary>Whatever the journal tells can be said on the overview and on a member's page.</summary>
    [Fact]
    public void Every_kind_of_story_has_words_in_every_language()
    {
        var code = File.ReadAllText(Path.Combine(Repository.Root, "src", "Laurel.Server", "Http", "Story.cs"));
        var kinds = Kind().Matches(code).SelectMany(m => m.Groups.Values.Skip(1)).Where(g => g.Success).Select(g => g.Value).Distinct().ToList();
        kinds.ShouldContain("transfer");
        kinds.ShouldContain("redeem");
        foreach (var language in Languages.All)
        {
            foreach (var kind in kinds)
            {
                Words.Say(language, "overview.what." + kind, ("thing", "Espresso"), ("money", "€1.00")).ShouldNotBeEmpty();
                Words.Say(language, "members.what." + kind, ("thing", "Espresso"), ("money", "€1.00")).ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Every_command_has_a_story_of_its_own()
    {
        var code = File.ReadAllText(Path.Combine(Repository.Root, "src", "Laurel.Server", "Http", "Story.cs"));
        var kinds = typeof(Command).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command)) && !t.IsAbstract).ToList();
        kinds.Count.ShouldBeGreaterThan(20);
        kinds.Where(k => !k.IsSubclassOf(typeof(Memberships.MembershipCommand)) && !Regex.IsMatch(code, $@"\b{k.Name}\b"))
            .Select(k => k.Name).ShouldBeEmpty();
    }

    [GeneratedRegex("What = (?:c\\.AtOnce \\? \"([a-z-]+)\" : )?\"([a-z-]+)\"")]
    private static partial Regex Kind();
}
