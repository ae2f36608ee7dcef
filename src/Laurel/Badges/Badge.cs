using Laurel.Definitions;

namespace Laurel.Badges;

/// <summary>A badge with a name of its own: <c>badges: {explorer: {name: {en: Explorer, …}}}</c>. One that is not declared is called by its id.</summary>
public sealed record Badge(string Id, LocalText? Name)
{
    internal static IReadOnlyList<Badge> Read(Node node, List<Problem> problems) => new Fields(node, problems).Named((id, n) =>
    {
        var fields = new Fields(n, problems);
        var badge = new Badge(id, fields.Read<LocalText?>("name", null, t => LocalText.Read(t, problems)));
        fields.End();
        return badge;
    });
}
