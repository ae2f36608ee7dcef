using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.House;

/// <summary>Dependencies run one way: Laurel, Engine, Insight, Server.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Rooms = ["Laurel", "Laurel.Engine", "Laurel.Insight", "Laurel.Server"];

    [Fact]
    public void The_core_needs_no_package() =>
        Sources.Text("src/Laurel/Laurel.csproj").ShouldNotContain("PackageReference");

    [Fact]
    public void A_room_uses_only_the_rooms_to_its_left()
    {
        for (var i = 0; i < Rooms.Length; i++)
        {
            var used = ProjectReference().Matches(Sources.Text($"src/{Rooms[i]}/{Rooms[i]}.csproj")).Select(m => m.Groups[1].Value);
            used.ShouldAllBe(name => Rooms.Take(i).Contains(name), $"of {Rooms[i]}");
        }
    }

    [Fact]
    public void The_core_does_no_input_or_output()
    {
        var used = Assembly.Load("Laurel").GetReferencedAssemblies().Select(a => a.Name);
        used.ShouldNotContain(name => name!.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("Microsoft", StringComparison.Ordinal)
            || name == "System.Data.Common" || name == "System.Diagnostics.Process");
    }

    [Fact]
    public void Statistics_are_pure_mathematics() => Sources.All(".cs")
        .Where(path => path.StartsWith("src/Laurel.Insight/Statistics/", StringComparison.Ordinal))
        .Where(path => OtherRoom().IsMatch(Sources.Text(path)))
        .ShouldBeEmpty();

    [Fact]
    public void A_feature_never_uses_another_feature() => Sources.All(".cs", ".razor")
        .Select(path => (path, own: Feature().Match(path)))
        .Where(x => x.own.Success)
        .SelectMany(x => FeatureUse().Matches(Sources.Text(x.path)).Select(m => (x.path, own: x.own.Groups[1].Value, used: m.Groups[1].Value)))
        .Where(x => x.own != x.used)
        .Select(x => $"{x.path} uses {x.used}")
        .ShouldBeEmpty();

    [GeneratedRegex(@"ProjectReference Include=""[^""]*/([A-Za-z.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"using (Laurel\.(Engine|Insight\.(Facts|Questions|Experiments|Causal|Simulation|Reports))|Microsoft)\b")]
    private static partial Regex OtherRoom();

    [GeneratedRegex(@"^src/Laurel\.Server/Features/([A-Za-z]+)/")]
    private static partial Regex Feature();

    [GeneratedRegex(@"using Laurel\.Server\.Features\.([A-Za-z]+)")]
    private static partial Regex FeatureUse();
}
