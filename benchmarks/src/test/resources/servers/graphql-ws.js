// GraphQL by graphql-ws 6, and by HTTP.
'use strict';
const express = require('express');
const http = require('http');
const { buildSchema, graphql } = require('graphql');
const { useServer } = require('graphql-ws/use/ws');
const { WebSocketServer } = require('ws');
const { publish, newest, log, listen } = require('./state.js');

const app = express();
app.use(express.json());
const server = http.createServer(app);
const waiting = new Set();
const schema = buildSchema(`
  type Order { seq: Int, stamp: Float, updatedAt: Float, atNanos: String }
  type Query { order(id: ID!): Order }
  type Mutation { move(id: ID!, stamp: Float!): Order }
  type Subscription { order(id: ID!): Order }`);

function move({ id, stamp }) {
  const update = publish(id, stamp);
  for (const each of waiting) {
    if (each.id === id) {
      each.push(update);
    }
  }
  return update;
}

async function* order({ id }) {
  const queue = [newest(id)];
  let wake = () => {};
  const subscriber = { id, push: (update) => { queue.push(update); wake(); } };
  waiting.add(subscriber);
  try {
    for (;;) {
      while (queue.length > 0) {
        yield { order: queue.shift() };
      }
      await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    waiting.delete(subscriber);
  }
}

app.get('/log', (request, response) => response.json(log));

app.post('/graphql', async (request, response) =>
  response.json(await graphql({
    schema,
    source: request.body.query,
    variableValues: request.body.variables,
    rootValue: { order: ({ id }) => newest(id), move },
  })));

useServer(
  { schema, roots: { subscription: { order } }, connectionInitWaitTimeout: 3000 },
  new WebSocketServer({ server, path: '/graphql' }));

listen(server);
