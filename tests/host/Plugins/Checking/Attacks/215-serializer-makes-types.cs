// Abuses: serializers as factories: DataContractSerializer and XmlSerializer make and fill types that their text names, the latter compiles code.
// Harm: objects without constructors, callbacks (OnDeserialized), generated assemblies that no check sees.
// Kind: nondeterministic replay.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Threading;
using System.Xml.Serialization;
using Strategies.Sdk;

namespace Attacks.SerializerMakesTypesAttack;

public sealed class Payload
{
    public long Size = 1;

    [OnDeserialized]
    internal void After(StreamingContext context) => Size = DateTime.UtcNow.Ticks;
}

public sealed class SerializerMakesTypesStrategy : Attacker
{
    public override void OnBook(in BookEvent bookEvent)
    {
        var first = new XmlSerializer(typeof(Payload));
        using var reader = new StringReader("<Payload><Size>3</Size></Payload>");
        var payload = (Payload)first.Deserialize(reader)!;
        using var stream = new MemoryStream();
        new DataContractSerializer(typeof(Payload)).WriteObject(stream, payload);
        stream.Position = 0;
        Act(((Payload)new DataContractSerializer(typeof(Payload)).ReadObject(stream)!).Size);
    }
}
